// What a block holds beyond who its customers are: loaded only where a rule asks.
import { detailParts } from '#app/core/facts/parts.ts'
import type { Part, Parts } from '#app/core/facts/parts.ts'
import type { Needs } from '#app/core/plan/needs.ts'

export interface Holdings {
  readonly parts: Parts
  /** Segments of which it holds when customers entered and left them. */
  readonly histories: ReadonlySet<number>
}

/** What every answer needs: where some orders are out of sight, how many are is told by how many Shopify reports. */
export const leastFor = (historyFrom: number | null): Holdings => ({ parts: new Set<Part>(historyFrom === null ? [] : ['numberOfOrders']), histories: new Set() })

/** Cheap to hold, and asked for by most rules: with these a block that was loaded for one rule answers most others. */
export const usual: Holdings = {
  parts: new Set<Part>([
    'locale', 'emailConsent', 'smsConsent', 'tags', 'countries', 'regions', 'cities', 'numberOfOrders', 'amountSpent',
    'orders', 'product', 'quantity', 'discounted', 'currentTotal', 'refunds', 'gifts',
  ]),
  histories: new Set(),
}

export const holdingsFor = ({ parts, histories }: Pick<Needs, 'parts' | 'histories'>): Holdings => ({ parts, histories })

export const both = (a: Holdings, b: Holdings): Holdings => ({ parts: a.parts.union(b.parts), histories: a.histories.union(b.histories) })

/** Whether `held` is enough for `wanted`. */
export const suffices = (held: Holdings, wanted: Holdings): boolean => wanted.parts.isSubsetOf(held.parts) && wanted.histories.isSubsetOf(held.histories)

/** Whether any of it is in what only some rules ask of an order. */
export const holdsDetails = ({ parts }: Holdings): boolean => detailParts.some((part) => parts.has(part))
