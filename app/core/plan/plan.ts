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
  | { readonly kind: 'flag'; readonly column: FlagColumn }
  | { readonly kind: 'number'; readonly column: NumberColumn; readonly range: NumberRange }
  | { readonly kind: 'date'; readonly column: DateColumn; readonly range: DateRange }
  /** A number computed from the customer's own orders. A metric that has no value (null) makes every range false; `range: null` asks whether it has one. */
  | { readonly kind: 'metric'; readonly metric: Metric; readonly range: NumberRange | null }
  | ScoreTest
  /** `path` is `metafields.namespace.key`. */
  | { readonly kind: 'metafield'; readonly path: string; readonly is: MetafieldTest }
  /** Month and day of the date in a metafield lie in the yearly window; the year never counts. 29 February is 28 February in a common year. */
  | { readonly kind: 'anniversary'; readonly path: string; readonly range: DateRange }
  /** Whole years since the date in a metafield, on the shop's calendar. */
  | { readonly kind: 'age'; readonly path: string; readonly range: NumberRange }
  /** One address of theirs meets all conditions. */
  | { readonly kind: 'place'; readonly where: readonly PlaceCondition[] }
  | EventsTest
  | SequenceTest
  /** Stored membership of a segment. Written by `link` for a paused segment; never by the parser. */
  | { readonly kind: 'member'; readonly segment: number }
  | HistoryTest
  /** `in_segment('…')` before `link` puts the segment's own plan in its place; names compare as tags do (folded). With `history` when they entered or left it. */
  | { readonly kind: 'named'; readonly segment: string; readonly history?: Pick<HistoryTest, 'kind' | 'range'> }
  /** A question only Shopify can answer: `clause` is its native text, positive. Unknown until it has been asked. */
  | { readonly kind: 'delegated'; readonly clause: string }

/** A place among the shop's customers, by its cut points. Without an order that counts there is none, and every range is false; `range: null` asks whether there is one. */
export interface ScoreTest {
  readonly kind: 'score'
  readonly score: Score
  readonly range: NumberRange | null
}

/**
 * Of the stored membership of a segment, whatever its state. `entered`: they are in it, and entered it within the range. `left`: they are
 * not, and left it last within the range. `range: null`: at any time. Written by `link`; never by the parser.
 */
export interface HistoryTest {
  readonly kind: 'entered' | 'left'
  readonly segment: number
  readonly range: DateRange | null
}

/** Events that pass all conditions, and what their number and sums must be. Without `having` there must be at least one. */
export interface EventsTest {
  readonly kind: 'events'
  readonly of: EventSource
  readonly where: readonly EventCondition[]
  readonly having: readonly Having[]
}

/**
 * Some `first` event is followed by a `then` event after it and within `within`; with `negated`, some `first` event was followed by
 * none and the time is over.
 */
export interface SequenceTest {
  readonly kind: 'sequence'
  readonly first: SequenceStep
  readonly then: SequenceStep
  readonly negated: boolean
  readonly within: Within
}
export interface SequenceStep {
  readonly of: EventSource
  readonly where: readonly EventCondition[]
}
/** Days end with the shop-local day so many calendar units after the first event's; durations to the millisecond. */
export type Within =
  | { readonly kind: 'calendar'; readonly count: number; readonly unit: 'd' | 'w' | 'm' | 'y' }
  | { readonly kind: 'duration'; readonly ms: number }

/**
 * `orders`: one event an order that counts (not test, cancelled, voided), at its purchase. `lines`: the same, if some line with a product meets all conditions on lines and products.
 * `refunds`: one event a refund of an order that is no test, at the refund. `checkouts`: one event an abandoned checkout, at its creation;
 * conditions on products are met by one of its lines.
 */
export type EventSource = 'orders' | 'lines' | 'refunds' | 'checkouts'

export type TextColumn =
  | 'state' | 'locale' | 'emailDomain' | 'emailConsent' | 'smsConsent' | 'productSubscription' | 'spendTier' | 'rfmGroup'
/** `tags` and `foreignTags` compare folded (core/vocabulary/names.ts); the others exactly. */
export type ListColumn = 'tags' | 'foreignTags' | 'countries' | 'regions' | 'cities'
export type FlagColumn = 'hasNote' | 'hasPhone'
export type NumberColumn = 'numberOfOrders' | 'amountSpent'
/** `firstOrder` and `lastOrder` are over orders that count (not test, cancelled, voided). */
export type DateColumn = 'customerCreated' | 'firstOrder' | 'lastOrder' | 'abandonedCheckout'

/**
 * Over orders that count by the instant of the question; money in major units of the shop's currency, shares from 0 to 1.
 * `net` is after refunds, each by its own instant, and after edits. Shares and averages have no value without an order (or without spend);
 * days between orders none below two orders on different days.
 */
export type Metric =
  | 'ordersCounted' | 'grossSpent' | 'netSpent' | 'refundedAmount' | 'averageOrderValue' | 'refundShare' | 'discountShare'
  | 'medianDaysBetweenOrders' | 'overdueRatio' | 'distinctProducts'

/** Whole: `spendPercentile` of the net spend from 0 to 100, the others from 1 to 5, best: of the last order, the number of orders that count, the net spend. */
export type Score = 'spendPercentile' | 'recencyScore' | 'frequencyScore' | 'monetaryScore'

/** How a metafield's value is read: by the kind of literal the rule compares it with, or as its definition says. */
export type MetafieldTest =
  | { readonly as: 'present' }
  | { readonly as: 'text'; readonly values: readonly string[] }
  /** An element of a list metafield. */
  | { readonly as: 'element'; readonly value: string }
  | { readonly as: 'boolean'; readonly value: boolean }
  | { readonly as: 'number'; readonly range: NumberRange }
  | { readonly as: 'date'; readonly range: DateRange }

export type PlaceCondition =
  | { readonly on: 'country' | 'region' | 'city'; readonly values: readonly string[]; readonly negated: boolean }
  /** Postcodes compare without blanks and in upper case. */
  | { readonly on: 'postcode'; readonly prefixes: readonly string[]; readonly negated: boolean }
  /** Great-circle distance on a sphere of 6,371.0088 km; degrees as decimal text. */
  | { readonly on: 'distance'; readonly latitude: string; readonly longitude: string; readonly metres: NumberRange; readonly negated: boolean }

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
 * `at: 'start'` is the first instant of the moment, `at: 'end'` the first instant after it: the next day's start for days, the next month's for months,
 * one second later for datetimes, the instant itself plus nothing for durations.
 */
export interface DateEdge {
  readonly moment: Moment | MonthMoment
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

/** A whole calendar month of the shop, so many after this one. `count` is signed. No rule spells it: `months_ago` becomes it. */
export interface MonthMoment {
  readonly kind: 'month'
  readonly count: number
}

/** A missing value makes the positive form false and the negated one true. Which `on` goes with which source: vocabulary/functions.ts. */
export type EventCondition =
  | { readonly on: 'date'; readonly range: DateRange; readonly negated: boolean }
  /** In one of the ranges. */
  | { readonly on: EventNumber; readonly ranges: readonly NumberRange[]; readonly negated: boolean }
  /** Ids as decimal text. Equal to one of them. */
  | { readonly on: EventText; readonly values: readonly string[]; readonly negated: boolean }
  /** Carries one of them. */
  | { readonly on: EventList; readonly values: readonly string[]; readonly negated: boolean }
  | { readonly on: EventFlag; readonly negated: boolean }

/**
 * `amount`, `netAmount`, `discountAmount`, `lineAmount`: major units. `month` 1–12, `weekday` 1 (Monday) – 7, `day` 1–31, `hour` 0–23, `year`: of the event's instant in
 * the shop's zone. `nth` and `nthLatest`: place of the order among the customer's orders that count, from 1, oldest or newest first; orders of one instant
 * share the better place.
 */
export type EventNumber =
  | 'amount' | 'netAmount' | 'discountAmount' | 'quantity' | 'currentQuantity' | 'lineAmount'
  | 'month' | 'weekday' | 'day' | 'hour' | 'year' | 'nth' | 'nthLatest'
/** Product type, vendor and title are the product's, as known now; `sku` and `variant` the line's. */
export type EventText =
  | 'app' | 'location' | 'channel' | 'paymentStatus' | 'fulfillmentStatus' | 'shippingCountry' | 'shippingRegion'
  | 'source' | 'utmSource' | 'utmMedium' | 'utmCampaign'
  | 'product' | 'variant' | 'sku' | 'title' | 'productType' | 'vendor'
/** `discountCode`, `orderTag`, `productTag` compare folded; `collection` by handle or id, exactly. */
export type EventList = 'discountCode' | 'orderTag' | 'productTag' | 'collection'
export type EventFlag = 'discounted' | 'refunded' | 'giftCard'

/** A test of the filtered set, even when it is empty. Without any, the set must hold at least one event. */
export interface Having {
  readonly of: HavingOf
  readonly range: NumberRange
  readonly negated: boolean
}
/**
 * `count` is distinct orders (or refunds, or checkouts); `sumAmount` their amounts as placed, each once; `sumNetAmount` after refunds and edits; `averageAmount` `sumAmount` by `count`, no value of
 * none; `sumQuantity` and `sumLineAmount` over matching lines; `distinctProducts` on them; `distinctYears` shop-local calendar years with an event;
 * `shareOfSpend` line amounts of matching lines by those of all lines in the same dates, 0 of nothing.
 */
export type HavingOf =
  | 'count' | 'sumAmount' | 'sumNetAmount' | 'averageAmount' | 'sumQuantity' | 'sumLineAmount' | 'distinctProducts' | 'distinctYears' | 'shareOfSpend'

export interface Plan {
  readonly root: PlanNode
  /** Canonical text of `root`: equal fingerprints mean equal plans. */
  readonly fingerprint: string
}
