// Walks the steps of an arrangement over a stretch of rows: a test is one loop, and a row that is decided is left out where that pays.
import type { Arrangement, Step } from '#app/core/evaluate/arrange.ts'
import { bind } from '#app/core/evaluate/bind.ts'
import { combineAnswers, combineBounds, copyAnswers, negateAnswers } from '#app/core/evaluate/combine.ts'
import type { Ruler } from '#app/core/evaluate/combine.ts'
import { OrderSums } from '#app/core/evaluate/order-sums.ts'
import type { Test } from '#app/core/evaluate/program.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import type { Workspace } from '#app/core/evaluate/workspace.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

interface BoundTest {
  readonly scan: Scan
  /** Of the block of so many turns. */
  binding: number
  now: Instant
}

/** Answers of a step that several others ask for, those of `turn`. */
interface Kept {
  readonly answers: Answers
  turn: number
}

export interface WalkOptions {
  /** The instant of the start; later ones may follow. */
  readonly now: Instant
  readonly withBounds: boolean
}

export class Walk {
  readonly #space: Workspace
  readonly #sums: OrderSums
  readonly #tests: (BoundTest | undefined)[]
  readonly #kept: (Kept | undefined)[]
  readonly #costly: (boolean | undefined)[]
  #block: Block
  #withBounds: boolean
  #start: Instant
  #binding = 0
  #now: Instant
  #from = 0
  #to = 0
  /** Counts stretches and instants, to know which kept answers are of now. */
  #turn = 0
  #recurs = true

  /** Rooms of the workspace are taken, and given back by `close`. */
  constructor(block: Block, { tests, steps }: Arrangement, workspace: Workspace, { now, withBounds }: WalkOptions) {
    this.#block = block
    this.#sums = new OrderSums(block)
    this.#space = workspace
    this.#withBounds = withBounds
    this.#start = now
    this.#now = now
    this.#tests = new Array<undefined>(tests)
    this.#kept = new Array<undefined>(steps)
    this.#costly = new Array<undefined>(steps)
  }

  /** Begins anew with a block: what was tied to the one before is tied to this one where that can be. */
  turnTo(block: Block, { now, withBounds }: WalkOptions): void {
    this.#block = block
    this.#sums.turnTo(block)
    this.#binding++
    this.#withBounds = withBounds
    this.#start = now
    this.#now = now
  }

  /** The next stretch, rows [from, to), no more than the workspace holds, as of `now`, not before the instant of the start. */
  moveTo(from: number, to: number, now: Instant): void {
    this.#from = from
    this.#to = to
    this.#now = now
    this.#turn++
    this.#recurs = true
    this.#space.every.count = to - from
  }

  /** Of a stretch of one row that was asked: from this instant on nothing but tests that recur may change. */
  get recurs(): boolean {
    return this.#recurs
  }

  /** The answers of a step for all rows of the stretch; to be handed back by `done` before the next stretch, and not to be written to. */
  ask(step: Step): Answers {
    return this.#look(step, this.#space.every)
  }

  done(step: Step, answers: Answers): void {
    if (step.uses === 1) this.#space.giveAnswers(answers)
  }

  /** Gives back what was kept for the steps asked for more than once. The walk is over. */
  close(): void {
    for (const kept of this.#kept) if (kept !== undefined) this.#space.giveAnswers(kept.answers)
    this.#kept.length = 0
  }

  #look(step: Step, need: Rows): Answers {
    if (step.uses === 1) return this.#make(step, need, this.#space.takeAnswers())
    const kept = (this.#kept[step.place] ??= { answers: this.#space.takeAnswers(), turn: -1 })
    if (kept.turn !== this.#turn) {
      this.#make(step, this.#space.every, kept.answers)
      kept.turn = this.#turn
    }
    return kept.answers
  }

  #make(step: Step, need: Rows, into: Answers): Answers {
    switch (step.op) {
      case 'constant':
        into.answer.fill(step.answer, 0, this.#to - this.#from)
        into.timed = false
        return into
      case 'not': {
        const of = this.#look(step.of, need)
        negateAnswers(of, into, this.#to - this.#from)
        if (of.timed) copyBounds(of, into, need)
        into.timed = of.timed
        this.done(step.of, of)
        return into
      }
      case 'test': return this.#test(this.#bound(step), need, into)
      case 'fold': return this.#fold(step.ruler, step.of, need, into)
    }
  }

  #fold(ruler: Ruler, steps: readonly Step[], need: Rows, into: Answers): Answers {
    const rows = this.#to - this.#from
    const first = this.#look(steps[0]!, need)
    copyAnswers(first, into, rows)
    if (first.timed) copyBounds(first, into, need)
    into.timed = first.timed
    this.done(steps[0]!, first)
    const open = steps.length > 1 ? this.#space.takeRows() : null
    for (let index = 1; index < steps.length; index++) {
      const step = steps[index]!
      let asked = need
      if ((this.#withBounds && step.timely) || this.#isCostly(step)) {
        asked = open!
        markOpen(ruler, into, need, asked)
        if (asked.count === 0) break
      }
      const one = this.#look(step, asked)
      if (into.timed || one.timed) {
        if (!into.timed) into.bound.fill(Infinity, 0, rows)
        combineBounds(ruler, into, one, into, asked)
        into.timed = true
      }
      combineAnswers(ruler, into, one, into, rows)
      this.done(step, one)
    }
    if (open !== null) this.#space.giveRows(open)
    return into
  }

  #isCostly(step: Step): boolean {
    return (this.#costly[step.place] ??= step.op === 'test' ? this.#bound(step).costly === true
      : step.op === 'not' ? this.#isCostly(step.of) : step.op === 'fold' && step.of.some((one) => this.#isCostly(one)))
  }

  #bound({ test, testPlace }: Extract<Step, { op: 'test' }>): Scan {
    let bound = this.#tests[testPlace]
    if (bound?.binding !== this.#binding) bound = this.#tests[testPlace] = this.#bind(test, bound)
    if (bound.now !== this.#now) {
      bound.scan.moveTo(this.#now)
      bound.now = this.#now
    }
    return bound.scan
  }

  #bind(test: Test, before: BoundTest | undefined): BoundTest {
    if (before?.scan.rebind?.(this.#block, this.#start)) {
      before.binding = this.#binding
      before.now = NaN
      return before
    }
    this.#costly.fill(undefined)
    return { scan: bind(test, this.#block, this.#start, this.#sums), binding: this.#binding, now: NaN }
  }

  #test(scan: Scan, need: Rows, into: Answers): Answers {
    scan.answer(this.#from, this.#to, need, into)
    into.timed = this.#withBounds && scan.timed
    if (into.timed) {
      scan.bound(this.#from, this.#to, need, into)
      if (scan.recurs !== true && into.bound[0]! < Infinity) this.#recurs = false
    }
    return into
  }
}

function copyBounds(from: Answers, to: Answers, { entries, count }: Rows): void {
  for (let index = 0; index < count; index++) {
    const row = entries[index]!
    to.bound[row] = from.bound[row]!
    to.exact[row] = from.exact[row]!
  }
}

/** The rows of `need` that the steps to come can still change, now or later. */
function markOpen(ruler: Ruler, { answer, bound, timed }: Answers, need: Rows, open: Rows): void {
  const { entries } = open
  let count = 0
  if (timed) {
    for (let index = 0; index < need.count; index++) {
      const row = need.entries[index]!
      entries[count] = row
      count += +(answer[row] !== ruler) | +(bound[row]! < Infinity)
    }
  } else {
    for (let index = 0; index < need.count; index++) {
      const row = need.entries[index]!
      entries[count] = row
      count += +(answer[row] !== ruler)
    }
  }
  open.count = count
}
