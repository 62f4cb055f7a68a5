// What a block holds beyond the facts that every rule may read: loaded only where a rule asks, for it takes as much room again.
import type { Needs } from '#app/core/plan/needs.ts'

export interface Holdings {
  /** `OrderFacts.details`. */
  readonly details: boolean
  readonly checkouts: boolean
  /** Segments of which it holds when customers entered and left them. */
  readonly histories: ReadonlySet<number>
}

export const nothingMore: Holdings = { details: false, checkouts: false, histories: new Set() }

export const holdingsFor = ({ orderDetails, checkouts, histories }: Pick<Needs, 'orderDetails' | 'checkouts' | 'histories'>): Holdings => ({ details: orderDetails, checkouts, histories })

export const both = (a: Holdings, b: Holdings): Holdings => ({
  details: a.details || b.details,
  checkouts: a.checkouts || b.checkouts,
  histories: a.histories.union(b.histories),
})

/** Whether `held` is enough for `wanted`. */
export const suffices = (held: Holdings, wanted: Holdings): boolean => (held.details || !wanted.details) && (held.checkouts || !wanted.checkouts) && wanted.histories.isSubsetOf(held.histories)
