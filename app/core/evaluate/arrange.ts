// Programs of one shop laid out to run together: what several of them ask stands once.
import type { Ruler } from '#app/core/evaluate/combine.ts'
import type { ProgramNode, Test } from '#app/core/evaluate/program.ts'
import { NO, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'

export interface Arrangement {
  /** One a program. */
  readonly roots: readonly Step[]
  /** How many different tests and steps there are. */
  readonly tests: number
  readonly steps: number
}

interface Common {
  /** Dense within the arrangement. */
  readonly place: number
  /** How often it is asked for: more than once, and its answers are kept. */
  uses: number
  /** Time may change its answers. */
  readonly timely: boolean
}

export type Step = Common & (
  | { readonly op: 'constant', readonly answer: Membership }
  | { readonly op: 'not', readonly of: Step }
  | { readonly op: 'fold', readonly ruler: Ruler, readonly of: readonly Step[] }
  | { readonly op: 'test', readonly test: Test, readonly testPlace: number }
)

export function arrange(roots: readonly ProgramNode[]): Arrangement {
  const known = new Map<string, Step>()
  let tests = 0

  const keep = (key: string, make: (place: number) => Step): Step => {
    let step = known.get(key)
    if (step === undefined) {
      step = make(known.size)
      known.set(key, step)
    }
    return step
  }
  /** A child counts once for a parent, however often that parent is asked for. */
  const used = (step: Step): Step => {
    step.uses++
    return step
  }
  const look = (node: ProgramNode): Step => {
    switch (node.op) {
      case 'constant': return keep(`is ${node.answer}`, (place) => ({ op: 'constant', answer: node.answer, place, uses: 0, timely: false }))
      case 'test': return keep(`test ${node.test.key}`, (place) => ({ op: 'test', test: node.test, testPlace: tests++, place, uses: 0, timely: isTimely(node.test) }))
      case 'not': {
        const of = look(node.of)
        return keep(`not ${of.place}`, (place) => ({ op: 'not', of: used(of), place, uses: 0, timely: of.timely }))
      }
      default: {
        const ruler = node.op === 'all' ? NO : YES
        const of = node.of.map(look)
        if (of.length === 0) return look({ op: 'constant', answer: ruler === NO ? YES : NO })
        return keep(`${node.op} ${of.map(({ place }) => place).join()}`, (place) => ({
          op: 'fold', ruler, of: of.map(used), place, uses: 0, timely: of.some(({ timely }) => timely),
        }))
      }
    }
  }
  return { roots: roots.map((root) => used(look(root))), tests, steps: known.size }
}

function isTimely({ kind }: Test): boolean {
  switch (kind) {
    case 'present': case 'text': case 'contains': case 'number': case 'member': case 'flag': case 'metafield': case 'place': return false
    default: return true
  }
}
