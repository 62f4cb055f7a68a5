// The earliest of the instants to come at which something may change.
import { COUNTS, cancelledAt } from '#app/core/facts/block.ts'
import type { Block, Events } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class NextChange {
  /** Infinity as long as there is none. */
  at: Instant = Infinity
  readonly #now: Instant

  constructor(now: Instant) {
    this.#now = now
  }

  consider(instant: Instant): void {
    if (instant > this.#now && instant < this.at) this.at = instant
  }

  considerEvent(events: Events, event: number): void {
    this.consider(events.at[event]!)
    this.consider(cancelledAt(events, event))
  }

  /** Whatever a row has yet to do: orders, cancellations, refunds, checkouts. */
  considerRow(block: Block, row: number): void {
    const { orders, parts } = block
    const kinds = [orders, ...(parts.has('checkouts') ? [block.checkouts] : []), ...(parts.has('refunds') ? [orders.details.refunds] : [])]
    for (const events of kinds) {
      const { starts, state } = events
      for (let event = starts[row]!; event < starts[row + 1]!; event++) if (state[event]! & COUNTS) this.considerEvent(events, event)
    }
  }
}
