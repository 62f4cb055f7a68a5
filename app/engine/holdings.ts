// What a block holds beyond the facts that every rule may read: loaded only where a rule asks, for it takes as much room again.
import type { Needs } from '#app/core/plan/needs.ts'

export interface Holdings {
  /** `OrderFacts.details`. */
  readonly details: boolean
  readonly checkouts: boolean
}

export const nothingMore: Holdings = { details: false, checkouts: false }

export const holdingsFor = ({ orderDetails, checkouts }: Pick<Needs, 'orderDetails' | 'checkouts'>): Holdings => ({ details: orderDetails, checkouts })

export const both = (a: Holdings, b: Holdings): Holdings => ({ details: a.details || b.details, checkouts: a.checkouts || b.checkouts })

/** Whether `held` is enough for `wanted`. */
export const suffices = (held: Holdings, wanted: Holdings): boolean => (held.details || !wanted.details) && (held.checkouts || !wanted.checkouts)
