// What customers did while a block is built: taken in any order, laid out by customer and time.
import { CANCELLED, lowerBound } from '#app/core/facts/block.ts'
import type { Events } from '#app/core/facts/block.ts'
import { bytes, floats, naturals } from '#app/core/facts/column.ts'
import type { Instant, Minor } from '#app/core/facts/facts.ts'

export interface LaidOut {
  /** Without its `total`: `totals` gives it. */
  readonly events: Omit<Events, 'total'>
  /** For each event of the block its place in the order of adding. */
  readonly places: Uint32Array
  readonly totals: Float64Array
  /** The latest event or end of one; -Infinity without any. */
  readonly last: Instant
  /** Events of customers that are not in the block. */
  readonly orphans: number
}

export class EventColumns {
  readonly #customer = naturals()
  readonly #at = floats()
  readonly #state = bytes()
  readonly #total = floats()
  /** By place in the columns above. */
  readonly #endedAt = new Map<number, Instant>()

  get length(): number {
    return this.#at.length
  }

  /** `state` without the bit `CANCELLED`: `endedAt` sets it, null for what was never cancelled or completed. */
  add(customer: number, at: Instant, state: number, total: Minor, endedAt: Instant | null): void {
    if (endedAt !== null) this.#endedAt.set(this.#at.length, endedAt)
    this.#customer.push(customer)
    this.#at.push(at)
    this.#state.push(state | (endedAt === null ? 0 : CANCELLED))
    this.#total.push(total)
  }

  /** `numbers` are the customers of the block, ascending. */
  layOut(numbers: Uint32Array): LaidOut {
    const { starts, places } = this.#byCustomer(numbers)
    const at = this.#at.gather(places)
    const state = this.#state.gather(places)
    const cancelled = this.#cancelled(places, state)
    return {
      events: { starts, at, state, cancelled },
      places,
      totals: this.#total.gather(places),
      last: Math.max(latest(at), latest(cancelled.at)),
      orphans: this.#at.length - places.length,
    }
  }

  #byCustomer(numbers: Uint32Array): { starts: Uint32Array, places: Uint32Array } {
    const starts = new Uint32Array(numbers.length + 1)
    const rows = new Uint32Array(this.#customer.length)
    const orphan = numbers.length
    for (let place = 0, row = 0; place < rows.length; place++) {
      const customer = this.#customer.values[place]!
      if (numbers[row] !== customer) row = lowerBound(numbers, customer)
      rows[place] = numbers[row] === customer ? row : orphan
      if (rows[place] !== orphan) starts[row + 1]!++
    }
    for (let row = 0; row < numbers.length; row++) starts[row + 1]! += starts[row]!
    const places = new Uint32Array(starts[numbers.length]!)
    const next = starts.slice()
    for (let place = 0; place < rows.length; place++) if (rows[place] !== orphan) places[next[rows[place]!]!++] = place
    const at = this.#at.values
    for (let row = 0; row < numbers.length; row++) sortByTime(places, at, starts[row]!, starts[row + 1]!)
    return { starts, places }
  }

  #cancelled(places: Uint32Array, state: Uint8Array): Events['cancelled'] {
    const order: number[] = []
    for (let index = 0; index < state.length; index++) if (state[index]! & CANCELLED) order.push(index)
    return { order: Uint32Array.from(order), at: Float64Array.from(order, (index) => this.#endedAt.get(places[index]!)!) }
  }
}

/** Insertion sort: rows are short and mostly come in order. */
function sortByTime(places: Uint32Array, at: Float64Array, from: number, to: number): void {
  for (let index = from + 1; index < to; index++) {
    const place = places[index]!
    let slot = index
    while (slot > from && at[places[slot - 1]!]! > at[place]!) {
      places[slot] = places[slot - 1]!
      slot--
    }
    places[slot] = place
  }
}

function latest(instants: Float64Array): number {
  let last = -Infinity
  for (const instant of instants) if (instant > last) last = instant
  return last
}
