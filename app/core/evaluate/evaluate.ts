// The evaluator: programs, a block and an instant in; for every row a membership and the instant it may change out.
import type { Program, ProgramNode } from '#app/core/evaluate/program.ts'
import { answersFor } from '#app/core/evaluate/scan.ts'
import type { Answers } from '#app/core/evaluate/scan.ts'
import { changeAfter } from '#app/core/evaluate/step.ts'
import type { Verdicts } from '#app/core/evaluate/verdict.ts'
import { Walk } from '#app/core/evaluate/walk.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Rows worked on at a time, so that what is in between stays in the processor's cache. */
const STRETCH = 2048

export function evaluate(program: Program, block: Block, now: Instant): Verdicts {
  return evaluateAll([program], block, now)[0]!
}

/** One `Verdicts` a program. A test that several programs share runs once. All programs must be of one shop. */
export function evaluateAll(programs: readonly Program[], block: Block, now: Instant): Verdicts[] {
  const verdicts = programs.map(() => ({ member: new Uint8Array(block.rows), until: new Float64Array(block.rows).fill(Infinity) }))
  const roots = rootsAt(programs, block, now)
  let stepper: Walk | null = null
  stretches(roots, block, now, true, (index, from, to, timed, { answer, bound, exact }) => {
    const { member, until } = verdicts[index]!
    member.set(answer.length === to - from ? answer : answer.subarray(0, to - from), from)
    if (!timed) return
    for (let row = from; row < to; row++) {
      const entry = row - from
      if (exact[entry] || bound[entry] === Infinity) until[row] = bound[entry]!
      else {
        stepper ??= new Walk(block, { now, size: 1, withBounds: true })
        until[row] = changeAfter(stepper, roots[index]!, row, answer[entry]!, bound[entry]!)
      }
    }
  })
  return verdicts
}

/** Memberships alone: one `Membership` a row, one array a program. */
export function membersOf(programs: readonly Program[], block: Block, now: Instant): Uint8Array[] {
  const members = programs.map(() => new Uint8Array(block.rows))
  stretches(rootsAt(programs, block, now), block, now, false, (index, from, to, _timed, { answer }) => {
    members[index]!.set(answer.length === to - from ? answer : answer.subarray(0, to - from), from)
  })
  return members
}

function rootsAt(programs: readonly Program[], block: Block, now: Instant): ProgramNode[] {
  return programs.map(({ root, rootOfTheBorn }) => (now < block.lastCreated ? rootOfTheBorn : root))
}

type Visitor = (index: number, from: number, to: number, timed: boolean, answers: Answers) => void

function stretches(roots: readonly ProgramNode[], block: Block, now: Instant, withBounds: boolean, visit: Visitor): void {
  const size = Math.min(STRETCH, block.rows)
  const walk = new Walk(block, { now, size, withBounds, shared: sharedTests(roots) })
  const answers = answersFor(size)
  for (let from = 0; from < block.rows; from += size) {
    const to = Math.min(from + size, block.rows)
    walk.moveTo(from, to, now)
    for (let index = 0; index < roots.length; index++) visit(index, from, to, walk.visit(roots[index]!, answers), answers)
  }
}

/** Keys of the tests that stand in more than one place. */
function sharedTests(roots: readonly ProgramNode[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  const look = (node: ProgramNode): void => {
    if (node.op === 'test') (seen.has(node.test.key) ? shared : seen).add(node.test.key)
    else if (node.op === 'not') look(node.of)
    else if (node.op !== 'constant') node.of.forEach(look)
  }
  roots.forEach(look)
  return shared
}
