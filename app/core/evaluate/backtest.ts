// The size of a rule at many instants, in one pass over flips: everyone is asked at the first, and again only where their answer may have changed.
import type { Population } from '#app/core/evaluate/cut-points.ts'
import { arrange } from '#app/core/evaluate/arrange.ts'
import type { Arrangement } from '#app/core/evaluate/arrange.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { STRETCH } from '#app/core/evaluate/scan.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { Walk } from '#app/core/evaluate/walk.ts'
import { Workspace } from '#app/core/evaluate/workspace.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** One entry an instant that was asked for. */
export interface Sizes {
  /** As `membersOf` answers for that instant. */
  readonly members: Int32Array
  readonly unknown: Int32Array
  /** Members who were none at the instant before, and the other way round; none at the first. Who comes and goes in between is not seen. */
  readonly entered: Int32Array
  readonly left: Int32Array
  /** Customers who existed. */
  readonly customers: Int32Array
}

const NOBODY = -1

/** `instants` ascend. Pauses after every stretch of work, so that a thread can do something else. */
export function* backtest(program: Program, populations: readonly Population[], instants: Float64Array): Generator<undefined, Sizes> {
  const column = (): Int32Array => new Int32Array(instants.length)
  const sizes = { members: column(), unknown: column(), entered: column(), left: column(), customers: column() }
  if (instants.length === 0) return sizes
  const arrangement = arrange([program.rootOfTheBorn])
  for (const population of populations) yield* new Pass(arrangement, population, instants, sizes).run()
  for (const counts of [sizes.members, sizes.unknown, sizes.customers]) for (let point = 1; point < counts.length; point++) counts[point]! += counts[point - 1]!
  return sizes
}

/** Over one block: rows wait in a queue for the first instant at which their answer may differ. Members, unknown and customers are noted as differences. */
class Pass {
  readonly #arrangement: Arrangement
  readonly #block: Block
  readonly #counts: Population['counts']
  readonly #instants: Float64Array
  readonly #sizes: Sizes
  /** By instant, the row that waits for it last; by row, the one that waits for the same instant before it. */
  readonly #waiting: Int32Array
  readonly #before: Int32Array
  readonly #answers: Uint8Array

  constructor(arrangement: Arrangement, { block, counts }: Population, instants: Float64Array, sizes: Sizes) {
    this.#arrangement = arrangement
    this.#block = block
    this.#counts = counts
    this.#instants = instants
    this.#sizes = sizes
    this.#waiting = new Int32Array(instants.length).fill(NOBODY)
    this.#before = new Int32Array(block.rows)
    this.#answers = new Uint8Array(block.rows)
  }

  * run(): Generator<undefined, void> {
    yield* this.#askEveryone()
    const walk = new Walk(this.#block, this.#arrangement, new Workspace(1), { now: this.#instants[0]!, withBounds: true })
    const [root] = this.#arrangement.roots
    let looked = 0
    for (let point = 1; point < this.#instants.length; point++) {
      const now = this.#instants[point]!
      for (let row = this.#waiting[point]!, next = NOBODY; row !== NOBODY; row = next) {
        next = this.#before[row]!
        walk.moveTo(row, row + 1, now)
        const here = walk.ask(root!)
        this.#note(row, here.answer[0]!, point)
        if (here.timed) this.#wait(row, here.bound[0]!)
        walk.done(root!, here)
        if (++looked % STRETCH === 0) yield
      }
    }
  }

  * #askEveryone(): Generator<undefined, void> {
    const { rows, createdAt } = this.#block
    const now = this.#instants[0]!
    const walk = new Walk(this.#block, this.#arrangement, new Workspace(STRETCH), { now, withBounds: true })
    const [root] = this.#arrangement.roots
    for (let from = 0; from < rows; from += STRETCH) {
      const to = Math.min(from + STRETCH, rows)
      walk.moveTo(from, to, now)
      const here = walk.ask(root!)
      const { answer, bound, timed } = here
      for (let row = to - 1; row >= from; row--) {
        if (!this.#counts(row)) continue
        this.#begin(row, answer[row - from]!)
        const born = createdAt[row]! > now ? firstNotBefore(this.#instants, createdAt[row]!) : 0
        if (born < this.#instants.length) this.#sizes.customers[born]!++
        if (timed) this.#wait(row, bound[row - from]!)
      }
      walk.done(root!, here)
      yield
    }
  }

  #begin(row: number, answer: number): void {
    this.#answers[row] = answer
    if (answer === YES) this.#sizes.members[0]!++
    else if (answer === UNKNOWN) this.#sizes.unknown[0]!++
  }

  #note(row: number, answer: number, point: number): void {
    const was = this.#answers[row]!
    if (was === answer) return
    const { members, unknown, entered, left } = this.#sizes
    this.#answers[row] = answer
    unknown[point]! += +(answer === UNKNOWN) - +(was === UNKNOWN)
    if (answer === YES) {
      members[point]!++
      entered[point]!++
    } else if (was === YES) {
      members[point]!--
      left[point]!++
    }
  }

  #wait(row: number, until: Instant): void {
    const point = firstNotBefore(this.#instants, until)
    if (point === this.#instants.length) return
    this.#before[row] = this.#waiting[point]!
    this.#waiting[point] = row
  }
}

/** Index of the first instant at or after another; their number when there is none. */
function firstNotBefore(instants: Float64Array, instant: Instant): number {
  let low = 0
  let high = instants.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (instants[middle]! < instant) low = middle + 1
    else high = middle
  }
  return low
}
