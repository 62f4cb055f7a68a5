// A rule in normal form: frozen, with time symbolic, so that the same plan answers for any instant and any shop.

/**
 * Normal form: negative operators (`!=`, NOT CONTAINS, NOT MATCHES, IS NULL, NOT IN on attributes) are `not` over the positive
 * test; a missing value makes a positive test false, so its complement is true (two-valued NULL logic of the language).
 */
export type PlanNode =
  | { readonly kind: 'all'; readonly of: readonly PlanNode[] }
  | { readonly kind: 'any'; readonly of: readonly PlanNode[] }
  | { readonly kind: 'not'; readonly of: PlanNode }
  | { readonly kind: 'constant'; readonly value: boolean }
  | PlanTest

export type PlanTest =
  | { readonly kind: 'present'; readonly column: TextColumn | ListColumn | DateColumn }
  | { readonly kind: 'text'; readonly column: TextColumn; readonly value: string }
  | { readonly kind: 'contains'; readonly column: ListColumn; readonly value: string }
  | { readonly kind: 'number'; readonly column: NumberColumn; readonly range: NumberRange }
  | { readonly kind: 'date'; readonly column: DateColumn; readonly range: DateRange }
  | { readonly kind: 'orders'; readonly where: readonly OrderCondition[]; readonly having: readonly Having[] }
  | { readonly kind: 'products'; readonly where: readonly LineCondition[]; readonly having: readonly Having[] }
  /** Stored membership of a segment. Written by `link` for a paused segment; never by the parser. */
  | { readonly kind: 'member'; readonly segment: number }

export type TextColumn =
  | 'state' | 'locale' | 'emailDomain' | 'emailConsent' | 'smsConsent' | 'productSubscription' | 'spendTier' | 'rfmGroup'
/** `tags` and `foreignTags` compare folded (core/membership/tag-name.ts); the others exactly. */
export type ListColumn = 'tags' | 'foreignTags' | 'countries' | 'regions' | 'cities'
export type NumberColumn = 'numberOfOrders' | 'amountSpent'
/** `firstOrder` and `lastOrder` are over orders that count (not test, cancelled, voided). */
export type DateColumn = 'customerCreated' | 'firstOrder' | 'lastOrder'

/** Bounds in the unit the merchant wrote (major units for money), as exact decimal text such as `999.99`; null is open. */
export interface NumberRange {
  readonly min: NumberBound | null
  readonly max: NumberBound | null
}
export interface NumberBound {
  readonly value: string
  readonly inclusive: boolean
}

/** A half-open range of instants [from, to); null is open. `to` before `from` matches nothing. */
export interface DateRange {
  readonly from: DateEdge | null
  readonly to: DateEdge | null
}
/**
 * `at: 'start'` is the first instant of the moment, `at: 'end'` the first instant after it: the next day's start for days,
 * one second later for datetimes, the instant itself plus nothing for durations.
 */
export interface DateEdge {
  readonly moment: Moment
  readonly at: 'start' | 'end'
}
export type Moment =
  | { readonly kind: 'day'; readonly year: number; readonly month: number; readonly day: number }
  /** Calendar arithmetic from the shop's today; months and years clamp to the end of the month. `count` is signed. */
  | { readonly kind: 'offset'; readonly count: number; readonly unit: 'd' | 'w' | 'm' | 'y' }
  /** A shop-local datetime. In a gap: the first instant after it; in a fold: the earlier. */
  | { readonly kind: 'datetime'; readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number; readonly second: number }
  /** A rolling duration from now, signed, in milliseconds (`-36h`, `-90min`; ours, not native). */
  | { readonly kind: 'duration'; readonly ms: number }

export type OrderCondition =
  | { readonly on: 'date'; readonly range: DateRange; readonly negated: boolean }
  | { readonly on: 'amount'; readonly range: NumberRange; readonly negated: boolean }
  /** Shopify ids as decimal text; a missing id makes the negated form true. */
  | { readonly on: 'app' | 'location'; readonly ids: readonly string[]; readonly negated: boolean }

/** A line without a product is no event: no condition, negated or not, holds for it. */
export type LineCondition =
  | { readonly on: 'date'; readonly range: DateRange; readonly negated: boolean }
  | { readonly on: 'product'; readonly ids: readonly string[]; readonly negated: boolean }
  | { readonly on: 'productTag'; readonly value: string; readonly negated: boolean }
  | { readonly on: 'quantity'; readonly range: NumberRange; readonly negated: boolean }

/** A test of the filtered set, even when it is empty. Without any, the set must hold at least one event. */
export interface Having {
  /** `count` is distinct orders; `sumAmount` order totals as placed; `sumQuantity` units over all matching lines. */
  readonly of: 'count' | 'sumAmount' | 'sumQuantity'
  readonly range: NumberRange
  readonly negated: boolean
}

export interface Plan {
  readonly root: PlanNode
  /** Canonical text of `root`: equal fingerprints mean equal plans. */
  readonly fingerprint: string
}
