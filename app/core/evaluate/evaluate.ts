// The evaluator: programs, a block and an instant in; for every row memberships and the instant at which they change out.
import { arrange } from '#app/core/evaluate/arrange.ts'
import type { Arrangement, Step } from '#app/core/evaluate/arrange.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { STRETCH } from '#app/core/evaluate/scan.ts'
import type { Answers } from '#app/core/evaluate/scan.ts'
import { Stepper } from '#app/core/evaluate/step.ts'
import { VerdictTable } from '#app/core/evaluate/verdict.ts'
import type { Dues, Verdicts } from '#app/core/evaluate/verdict.ts'
import { Walk } from '#app/core/evaluate/walk.ts'
import { Workspace } from '#app/core/evaluate/workspace.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export function evaluate(program: Program, block: Block, now: Instant): Verdicts {
  return evaluateAll([program], block, now).of(0)
}

/** What several programs ask is answered once. All programs must be of one shop. */
export function evaluateAll(programs: readonly Program[], block: Block, now: Instant): VerdictTable {
  const table = new VerdictTable(programs.length, block.rows)
  const { member, until } = table
  const ready = readyFor(programs, block, now, true)
  stretches(ready, block, now, (index, root, from, to, answers) => {
    const start = index * block.rows
    keepAnswers(answers, member, start + from, start + to)
    if (!answers.timed) return
    const { answer, bound, exact } = answers
    for (let row = from, entry = 0; row < to; row++, entry++) {
      if (bound[entry] === Infinity) continue
      until[start + row] = exact[entry] ? bound[entry]! : ready.stepper.changeAfter(root, row, answer[entry]!, bound[entry]!)
    }
  })
  return table
}

/** Memberships, and of all programs together the first instant at which one of them differs: what is stored of a whole shop. */
export function duesOf(programs: readonly Program[], block: Block, now: Instant): Dues {
  const members = programs.map(() => new Uint8Array(block.rows))
  const dueAt = new Float64Array(block.rows).fill(Infinity)
  const ready = readyFor(programs, block, now, true)
  stretches(ready, block, now, (index, root, from, to, answers) => {
    keepAnswers(answers, members[index]!, from, to)
    if (!answers.timed) return
    const { answer, bound, exact } = answers
    for (let row = from, entry = 0; row < to; row++, entry++) {
      // The answer stands at least up to the bound, so that a later one cannot be the first to change.
      if (bound[entry]! >= dueAt[row]!) continue
      const until = exact[entry] ? bound[entry]! : ready.stepper.changeAfter(root, row, answer[entry]!, bound[entry]!)
      if (until < dueAt[row]!) dueAt[row] = until
    }
  })
  return { members, dueAt }
}

/** Memberships alone: one `Membership` a row, one array a program. */
export function membersOf(programs: readonly Program[], block: Block, now: Instant): Uint8Array[] {
  const members = programs.map(() => new Uint8Array(block.rows))
  stretches(readyFor(programs, block, now, false), block, now, (index, _root, from, to, answers) => keepAnswers(answers, members[index]!, from, to))
  return members
}

/** Programs laid out once, and the room they were answered in: as they are, and for instants at which not everyone existed. */
interface Place {
  readonly arrangement: Arrangement
  workspace: Workspace
  /** Kept for the next block of few rows; a large block would be kept from being let go. */
  kept: Ready | null
}

/** Tests tied to a block. */
interface Ready {
  readonly walk: Walk
  readonly stepper: Stepper
  readonly roots: readonly Step[]
}

/** Up to so many rows it takes longer to tie the tests to a block than to ask them. */
const FEW = 32

const places = new WeakMap<readonly Program[], { root?: Place, rootOfTheBorn?: Place }>()

function readyFor(programs: readonly Program[], block: Block, now: Instant, withBounds: boolean): Ready {
  const place = placeFor(programs, now < block.lastCreated ? 'rootOfTheBorn' : 'root', Math.min(STRETCH, Math.max(FEW, block.rows)))
  const { arrangement, workspace, kept } = place
  if (kept !== null && block.rows <= FEW) {
    kept.walk.turnTo(block, { now, withBounds })
    kept.stepper.turnTo(block, now)
    return kept
  }
  const ready = { walk: new Walk(block, arrangement, workspace, { now, withBounds }), stepper: new Stepper(block, arrangement, now), roots: arrangement.roots }
  if (block.rows <= FEW) place.kept = ready
  return ready
}

function placeFor(programs: readonly Program[], which: keyof Program, size: number): Place {
  let both = places.get(programs)
  if (both === undefined) places.set(programs, both = {})
  const place = (both[which] ??= { arrangement: arrange(programs.map((program) => program[which])), workspace: new Workspace(size), kept: null })
  if (place.workspace.size < size) {
    place.workspace = new Workspace(size)
    place.kept = null
  }
  return place
}

type Visitor = (index: number, root: Step, from: number, to: number, answers: Answers) => void

function stretches({ walk, roots }: Ready, { rows }: Block, now: Instant, visit: Visitor): void {
  for (let from = 0; from < rows; from += STRETCH) {
    const to = Math.min(from + STRETCH, rows)
    walk.moveTo(from, to, now)
    for (let index = 0; index < roots.length; index++) {
      const root = roots[index]!
      const answers = walk.ask(root)
      visit(index, root, from, to, answers)
      walk.done(root, answers)
    }
  }
  if (rows > FEW) walk.close()
}

function keepAnswers({ answer }: Answers, member: Uint8Array, from: number, to: number): void {
  if (to - from === 1) member[from] = answer[0]!
  else member.set(answer.length === to - from ? answer : answer.subarray(0, to - from), from)
}
