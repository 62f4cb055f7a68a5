// What happened to customers, while a block is built: laid out by customer and, for each, by time.
import { CANCELLED, lowerBound } from '#app/core/facts/block.ts'
import type { Events } from '#app/core/facts/block.ts'
import type { Instant, Minor } from '#app/core/facts/facts.ts'

/** Events of the block's customers in the order of the block, and where each comes from. */
export interface LaidOut {
  readonly events: Omit<Events, 'total'>
  /** The place of each among the events that were added. */
  readonly places: Uint32Array
  readonly totals: Float64Array
  /** The latest event or end of one; -Infinity without any. */
  readonly last: Instant
  /** Events of customers that are not in the block. */
  readonly orphans: number
}

/** Its arrays are its own and of one kind each: millions of orders go through `add`. */
export class EventColumns {
  #customer = new Uint32Array(8)
  #at = new Float64Array(8)
  #state = new Uint8Array(8)
  #total = new Float64Array(8)
  #length = 0
  /** By place in the columns above. */
  readonly #endedAt = new Map<number, Instant>()

  get length(): number {
    return this.#length
  }

  /** `state` without the bit `CANCELLED`: `endedAt` sets it, null for what was never cancelled or completed. */
  add(customer: number, at: Instant, state: number, total: Minor, endedAt: Instant | null): void {
    const place = this.#length++
    if (place === this.#at.length) this.#widen()
    if (endedAt !== null) this.#endedAt.set(place, endedAt)
    this.#customer[place] = customer
    this.#at[place] = at
    this.#state[place] = state | (endedAt === null ? 0 : CANCELLED)
    this.#total[place] = total
  }

  /** `numbers` are the customers of the block, ascending. */
  layOut(numbers: Uint32Array): LaidOut {
    const { starts, places } = this.#byCustomer(numbers)
    const at = new Float64Array(places.length)
    const state = new Uint8Array(places.length)
    const totals = new Float64Array(places.length)
    for (let event = 0; event < places.length; event++) {
      const place = places[event]!
      at[event] = this.#at[place]!
      state[event] = this.#state[place]!
      totals[event] = this.#total[place]!
    }
    const cancelled = this.#cancelled(places, state)
    return {
      events: { starts, at, state, cancelled },
      places,
      totals,
      last: Math.max(latest(at), latest(cancelled.at)),
      orphans: this.#length - places.length,
    }
  }

  #byCustomer(numbers: Uint32Array): { starts: Uint32Array, places: Uint32Array } {
    const rowOf = rowFinder(numbers)
    const starts = new Uint32Array(numbers.length + 1)
    const rows = new Int32Array(this.#length)
    for (let place = 0; place < rows.length; place++) {
      const row = rowOf(this.#customer[place]!)
      rows[place] = row
      if (row >= 0) starts[row + 1]!++
    }
    for (let row = 0; row < numbers.length; row++) starts[row + 1]! += starts[row]!
    const places = new Uint32Array(starts[numbers.length]!)
    const next = starts.slice()
    for (let place = 0; place < rows.length; place++) if (rows[place]! >= 0) places[next[rows[place]!]!++] = place
    const at = this.#at
    for (let row = 0; row < numbers.length; row++) sortByTime(places, at, starts[row]!, starts[row + 1]!)
    return { starts, places }
  }

  #cancelled(places: Uint32Array, state: Uint8Array): Events['cancelled'] {
    const order: number[] = []
    for (let index = 0; index < state.length; index++) if (state[index]! & CANCELLED) order.push(index)
    return { order: Uint32Array.from(order), at: Float64Array.from(order, (index) => this.#endedAt.get(places[index]!)!) }
  }

  #widen(): void {
    const customer = new Uint32Array(this.#at.length * 2)
    const at = new Float64Array(customer.length)
    const state = new Uint8Array(customer.length)
    const total = new Float64Array(customer.length)
    customer.set(this.#customer)
    at.set(this.#at)
    state.set(this.#state)
    total.set(this.#total)
    this.#customer = customer
    this.#at = at
    this.#state = state
    this.#total = total
  }
}

/** Room for a table from number to row is spent where the numbers lie at most this much farther apart than they are many. */
const SPARSEST = 4

/** The row of a customer by number, -1 when there is none. */
function rowFinder(numbers: Uint32Array): (number: number) => number {
  const largest = numbers.at(-1) ?? 0
  if (largest > SPARSEST * numbers.length) {
    return (number) => {
      const row = lowerBound(numbers, number)
      return numbers[row] === number ? row : -1
    }
  }
  const rows = new Int32Array(largest + 1).fill(-1)
  for (let row = 0; row < numbers.length; row++) rows[numbers[row]!] = row
  return (number) => (number <= largest ? rows[number]! : -1)
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
  for (let index = 0; index < instants.length; index++) if (instants[index]! > last) last = instants[index]!
  return last
}
