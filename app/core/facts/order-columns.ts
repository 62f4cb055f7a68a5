// The orders and lines of a block: taken in any order, laid out by customer and time.
import { CANCELLED, COUNTS, lowerBound } from '#app/core/facts/block.ts'
import type { Lines, Orders } from '#app/core/facts/block.ts'
import { bytes, floats, integers, naturals } from '#app/core/facts/column.ts'
import type { LineFacts, OrderFacts } from '#app/core/facts/facts.ts'
import { TextColumn } from '#app/core/facts/text-columns.ts'

interface Part {
  readonly orders: Orders
  readonly lines: Lines
  readonly lastEvent: number
  readonly orphans: number
}

export class OrderColumns {
  readonly #customer = naturals()
  readonly #at = floats()
  readonly #state = bytes()
  readonly #total = floats()
  readonly #app = new TextColumn()
  readonly #location = new TextColumn()
  readonly #lineEnds = naturals()
  readonly #product = naturals()
  readonly #quantity = integers()
  /** By place in the columns above. */
  readonly #cancelledAt = new Map<number, number>()

  add(customer: number, order: Omit<OrderFacts, 'lines'>, lines: readonly LineFacts[]): void {
    if (order.cancelledAt !== null) this.#cancelledAt.set(this.#at.length, order.cancelledAt)
    const counts = !order.test && order.financialStatus !== 'VOIDED'
    this.#customer.push(customer)
    this.#at.push(order.at)
    this.#state.push((counts ? COUNTS : 0) | (order.cancelledAt === null ? 0 : CANCELLED))
    this.#total.push(order.total)
    this.#app.push(order.appId)
    this.#location.push(order.locationId)
    for (const line of lines) {
      this.#product.push(line.product)
      this.#quantity.push(line.quantity)
    }
    this.#lineEnds.push(this.#product.length)
  }

  /** `numbers` are the customers of the block, ascending. */
  build(numbers: Uint32Array): Part {
    const { starts, places } = this.#layOut(numbers)
    const at = this.#at.gather(places)
    const state = this.#state.gather(places)
    const cancelled = this.#cancelled(places, state)
    return {
      orders: {
        starts, at, state, cancelled,
        total: this.#total.gather(places),
        app: this.#app.build(places),
        location: this.#location.build(places),
        lineStarts: this.#lineStarts(places),
        ...firstAndLast(starts, at, state),
      },
      lines: this.#lines(places),
      lastEvent: Math.max(latest(at), latest(cancelled.at)),
      orphans: this.#at.length - places.length,
    }
  }

  /** For each order of the block its place in our columns; orders of a row by time. */
  #layOut(numbers: Uint32Array): { starts: Uint32Array, places: Uint32Array } {
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

  #cancelled(places: Uint32Array, state: Uint8Array): Orders['cancelled'] {
    const order: number[] = []
    for (let index = 0; index < state.length; index++) if (state[index]! & CANCELLED) order.push(index)
    return { order: Uint32Array.from(order), at: Float64Array.from(order, (index) => this.#cancelledAt.get(places[index]!)!) }
  }

  #lineStarts(places: Uint32Array): Uint32Array {
    const starts = new Uint32Array(places.length + 1)
    for (let order = 0; order < places.length; order++) starts[order + 1] = starts[order]! + this.#lineEnd(places[order]!) - this.#lineStart(places[order]!)
    return starts
  }

  #lines(places: Uint32Array): Lines {
    const from = naturals()
    for (const place of places) for (let line = this.#lineStart(place); line < this.#lineEnd(place); line++) from.push(line)
    const chosen = from.values.subarray(0, from.length)
    return { product: this.#product.gather(chosen), quantity: this.#quantity.gather(chosen) }
  }

  #lineStart(place: number): number {
    return place === 0 ? 0 : this.#lineEnds.values[place - 1]!
  }

  #lineEnd(place: number): number {
    return this.#lineEnds.values[place]!
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

function firstAndLast(starts: Uint32Array, at: Float64Array, state: Uint8Array): { first: Float64Array, last: Float64Array } {
  const rows = starts.length - 1
  const first = new Float64Array(rows).fill(NaN)
  const last = new Float64Array(rows).fill(NaN)
  for (let row = 0; row < rows; row++) {
    for (let order = starts[row]!; order < starts[row + 1]!; order++) {
      if (state[order] !== COUNTS) continue
      if (Number.isNaN(first[row]!)) first[row] = at[order]!
      last[row] = at[order]!
    }
  }
  return { first, last }
}

function latest(instants: Float64Array): number {
  let last = -Infinity
  for (const instant of instants) if (instant > last) last = instant
  return last
}
