// The evaluator: programs, a block and an instant in; for every row memberships and the instant at which they change out.
import { arrange } from '#app/core/evaluate/arrange.ts'
import type { Arrangement, Step } from '#app/core/evaluate/arrange.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { STRETCH } from '#app/core/evaluate/scan.ts'
import type { Answers } from '#app/core/evaluate/scan.ts'
import { Stepper } from '#app/core/evaluate/step.ts'
import type { Dues, Verdicts } from '#app/core/evaluate/verdict.ts'
import { Walk } from '#app/core/evaluate/walk.ts'
import { Workspace } from '#app/core/evaluate/workspace.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export function evaluate(program: Program, block: Block, now: Instant): Verdicts {
  return evaluateAll([program], block, now)[0]!
}

/** One `Verdicts` a program: what several programs ask is answered once. All programs must be of one shop. */
export function evaluateAll(programs: readonly Program[], block: Block, now: Instant): Verdicts[] {
  const verdicts = programs.map(() => ({ member: new Uint8Array(block.rows), until: new Float64Array(block.rows).fill(Infinity) }))
  const ready = readyFor(programs, block, now)
  const stepper = new Stepper(block, ready.arrangement, now)
  stretches(ready, block, now, true, (index, root, from, to, answers) => {
    const { member, until } = verdicts[index]!
    keepAnswers(answers, member, from, to)
    if (!answers.timed) return
    const { answer, bound, exact } = answers
    for (let row = from, entry = 0; row < to; row++, entry++) {
      if (bound[entry] === Infinity) continue
      until[row] = exact[entry] ? bound[entry]! : stepper.changeAfter(root, row, answer[entry]!, bound[entry]!)
    }
  })
  stepper.close()
  return verdicts
}

/** Memberships, and of all programs together the first instant at which one of them differs: what is stored of a whole shop. */
export function duesOf(programs: readonly Program[], block: Block, now: Instant): Dues {
  const members = programs.map(() => new Uint8Array(block.rows))
  const dueAt = new Float64Array(block.rows).fill(Infinity)
  const ready = readyFor(programs, block, now)
  const stepper = new Stepper(block, ready.arrangement, now)
  stretches(ready, block, now, true, (index, root, from, to, answers) => {
    keepAnswers(answers, members[index]!, from, to)
    if (!answers.timed) return
    const { answer, bound, exact } = answers
    for (let row = from, entry = 0; row < to; row++, entry++) {
      // The answer stands at least up to the bound, so that a later one cannot be the first to change.
      if (bound[entry]! >= dueAt[row]!) continue
      const until = exact[entry] ? bound[entry]! : stepper.changeAfter(root, row, answer[entry]!, bound[entry]!)
      if (until < dueAt[row]!) dueAt[row] = until
    }
  })
  stepper.close()
  return { members, dueAt }
}

/** Memberships alone: one `Membership` a row, one array a program. */
export function membersOf(programs: readonly Program[], block: Block, now: Instant): Uint8Array[] {
  const members = programs.map(() => new Uint8Array(block.rows))
  stretches(readyFor(programs, block, now), block, now, false, (index, _root, from, to, answers) => keepAnswers(answers, members[index]!, from, to))
  return members
}

/** Programs laid out once, and the room they were answered in: as they are, and for instants at which not everyone existed. */
interface Ready {
  readonly arrangement: Arrangement
  workspace: Workspace
}

const readied = new WeakMap<readonly Program[], { root?: Ready, rootOfTheBorn?: Ready }>()

function readyFor(programs: readonly Program[], block: Block, now: Instant): Ready {
  const which = now < block.lastCreated ? 'rootOfTheBorn' : 'root'
  let both = readied.get(programs)
  if (both === undefined) readied.set(programs, both = {})
  const size = Math.min(STRETCH, Math.max(1, block.rows))
  const ready = (both[which] ??= { arrangement: arrange(programs.map((program) => program[which])), workspace: new Workspace(size) })
  if (ready.workspace.size < size) ready.workspace = new Workspace(size)
  return ready
}

type Visitor = (index: number, root: Step, from: number, to: number, answers: Answers) => void

function stretches({ arrangement, workspace }: Ready, block: Block, now: Instant, withBounds: boolean, visit: Visitor): void {
  const { roots } = arrangement
  const walk = new Walk(block, arrangement, { now, workspace, withBounds })
  for (let from = 0; from < block.rows; from += STRETCH) {
    const to = Math.min(from + STRETCH, block.rows)
    walk.moveTo(from, to, now)
    for (let index = 0; index < roots.length; index++) {
      const root = roots[index]!
      const answers = walk.ask(root)
      visit(index, root, from, to, answers)
      walk.done(root, answers)
    }
  }
  walk.close()
}

function keepAnswers({ answer }: Answers, member: Uint8Array, from: number, to: number): void {
  if (to - from === 1) member[from] = answer[0]!
  else member.set(answer.length === to - from ? answer : answer.subarray(0, to - from), from)
}
