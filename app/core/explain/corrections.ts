// Which leaves would have to answer otherwise for the tree to say YES: the smallest such sets.
import { NO, YES, type Membership } from '#app/core/evaluate/verdict.ts'
import type { Tree } from '#app/core/explain/rule.ts'

/** Leaf and what it would have to answer. */
export type Wanted = readonly (readonly [leaf: number, answer: typeof NO | typeof YES])[]

/** Sets kept of one part of a rule; a rule has more only when dozens of its clauses stand in one another's place. */
const KEPT = 64

/**
 * Each makes the tree YES whatever the leaves say that it neither changes nor rests on; fewest changes first, in the order of the leaves
 * among as many. None is part of another. A leaf that is unknown counts as a change. Empty when nothing would.
 */
export function corrections(tree: Tree, answers: readonly Membership[]): readonly Wanted[] {
  const sets = new Search(answers).setsFor(tree, YES).map(({ changed }) => changed)
  return sets.filter((one, index) => !sets.some((other, at) => at < index && other.every(([leaf]) => one.some(([changed]) => changed === leaf))))
}

/** What leaves are taken to answer, and those of them that do not yet. */
interface Assignment {
  readonly taken: ReadonlyMap<number, typeof NO | typeof YES>
  readonly changed: Wanted
}

const NOTHING: Assignment = { taken: new Map(), changed: [] }

class Search {
  readonly #answers: readonly Membership[]

  constructor(answers: readonly Membership[]) {
    this.#answers = answers
  }

  setsFor(tree: Tree, wanted: typeof NO | typeof YES): readonly Assignment[] {
    switch (tree.kind) {
      case 'leaf': {
        const changed: Wanted = this.#answers[tree.leaf] === wanted ? [] : [[tree.leaf, wanted]]
        return [{ taken: new Map([[tree.leaf, wanted]]), changed }]
      }
      case 'not': return this.setsFor(tree.of, wanted === YES ? NO : YES)
      default: {
        const parts = tree.of.map((part) => this.setsFor(part, wanted))
        return (tree.kind === 'all') === (wanted === YES) ? parts.reduce(crossed, [NOTHING]) : smallest(parts.flat())
      }
    }
  }
}

function crossed(left: readonly Assignment[], right: readonly Assignment[]): readonly Assignment[] {
  return smallest(left.flatMap((one) => right.flatMap((other) => joined(one, other))))
}

/** None when they contradict one another. */
function joined(one: Assignment, other: Assignment): readonly Assignment[] {
  for (const [leaf, answer] of other.taken) if ((one.taken.get(leaf) ?? answer) !== answer) return []
  const more = other.changed.filter(([leaf]) => !one.taken.has(leaf))
  const changed = [...one.changed, ...more].sort(([a], [b]) => a - b)
  return [{ taken: new Map([...one.taken, ...other.taken]), changed }]
}

function smallest(all: readonly Assignment[]): readonly Assignment[] {
  return [...all].sort((a, b) => a.changed.length - b.changed.length || orderOf(a, b)).slice(0, KEPT)
}

function orderOf(a: Assignment, b: Assignment): number {
  const differs = a.changed.findIndex(([leaf], index) => leaf !== b.changed[index]![0])
  return differs < 0 ? 0 : a.changed[differs]![0] - b.changed[differs]![0]
}
