// A plan made ready for one shop: bounds are integers, ends of windows know the shop's calendar. Made by plan/compile.
import type { DelegatedTest } from '#app/core/evaluate/delegated.ts'
import type { Edge } from '#app/core/evaluate/edge.ts'
import type { FieldTest } from '#app/core/evaluate/field-tests.ts'
import type { FractionRange } from '#app/core/evaluate/fraction.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { OrderDetailColumns } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { EventSource, ListColumn, NumberColumn, TextColumn } from '#app/core/plan/plan.ts'

/** Answers for any block of the shop and any instant. */
export interface Program {
  readonly root: ProgramNode
  /** The same and "the customer existed by then": for instants before a customer's creation. */
  readonly rootOfTheBorn: ProgramNode
}

export type ProgramNode =
  | { readonly op: 'all' | 'any', readonly of: readonly ProgramNode[] }
  | { readonly op: 'not', readonly of: ProgramNode }
  | { readonly op: 'constant', readonly answer: Membership }
  | { readonly op: 'test', readonly test: Test }

/** Tests with equal keys of programs of one shop are the same test. */
export type Test = { readonly key: string } & (
  | { readonly kind: 'born' }
  | { readonly kind: 'present', readonly column: TextColumn | ListColumn }
  | { readonly kind: 'text', readonly column: TextColumn, readonly value: string }
  | { readonly kind: 'contains', readonly column: ListColumn, readonly value: string }
  | { readonly kind: 'number', readonly column: NumberColumn, readonly range: IntegerRange }
  | { readonly kind: 'member', readonly segment: number }
  | { readonly kind: 'created', readonly window: Window }
  | HistoryTest
  | OrderDateTest
  | EventTest
  | SequenceTest
  | DelegatedTest
  | FieldTest
)

/** Is in the segment and entered it within the window; or is not, and left it last within the window. */
export interface HistoryTest {
  readonly kind: 'entered' | 'left'
  readonly segment: number
  readonly window: Window
}

/** First or last order that counts, or the latest abandoned checkout, within a window. */
export interface OrderDateTest {
  readonly kind: 'orderDate'
  readonly which: 'first' | 'last' | 'checkout'
  readonly window: Window
  /** Older orders may exist without being seen; null when all are seen. */
  readonly historyFrom: Instant | null
}

/** Which events of a customer are meant. */
export interface EventTerms {
  readonly of: EventSource
  readonly windows: Windows
  readonly conditions: EventConditions
  /** From this instant on, orders too old to be seen lie outside the windows. -Infinity when all orders are seen, Infinity when they never do. */
  readonly reachEnds: Instant
  /** Orders before it may exist without being seen; null when all are seen. */
  readonly historyFrom: Instant | null
}

/** Events that pass all conditions, and what their number and sums must be. */
export interface EventTest extends EventTerms {
  readonly kind: 'events'
  readonly having: readonly HavingRange[]
  /** More events can only help, and this much is enough; null when more can also hurt. */
  readonly least: Readonly<Tally> | null
}

/** A first event followed, or not followed in time, by another. */
export interface SequenceTest {
  readonly kind: 'sequence'
  readonly first: EventTerms
  /** Null when no event can ever be one. */
  readonly then: EventTerms | null
  readonly negated: boolean
  /** A following event lies before this instant, given that of the first. */
  readonly ends: (first: Instant) => Instant
  /** From this instant on it is too late for one. */
  readonly over: (first: Instant) => Instant
}

export interface Windows {
  /** Where an event must lie. */
  readonly inside: readonly Window[]
  /** Where it must not. */
  readonly outside: readonly Window[]
  /** All stand still. */
  readonly fixed: boolean
  /** Past events can leave, but no more come in. */
  readonly onlyLeave: boolean
}

/** What an event must be, its date aside. */
export interface EventConditions {
  /** Of the event itself: its amount. */
  readonly amounts: readonly Ranges[]
  /** Of the local day of its instant. */
  readonly days: readonly (Ranges & { readonly on: 'month' | 'weekday' | 'day' | 'year' })[]
  readonly hours: readonly Ranges[]
  /** The shop's calendar. */
  readonly zone: Zone
  readonly texts: readonly (Choice & { readonly on: OrderText })[]
  /** Folded. */
  readonly lists: readonly (Choice & { readonly on: 'discountCode' | 'orderTag' })[]
  readonly details: readonly (Ranges & { readonly on: 'discountAmount' | 'netAmount' })[]
  readonly flags: readonly { readonly on: 'discounted' | 'refunded', readonly negated: boolean }[]
  readonly places: readonly (Ranges & { readonly on: 'nth' | 'nthLatest' })[]
  /** One line with a product must meet all of it; null when lines do not matter. */
  readonly lines: LineFilter | null
}

export type OrderText = 'app' | 'location' | keyof OrderDetailColumns['texts']

export interface LineFilter {
  /** Equal keys of programs of one shop ask the same. */
  readonly key: string
  readonly products: readonly (Choice & { readonly on: 'product' | 'title' | 'productType' | 'vendor' | 'productTag' | 'collection' })[]
  readonly texts: readonly (Choice & { readonly on: 'variant' | 'sku' })[]
  readonly numbers: readonly (Ranges & { readonly on: 'quantity' | 'currentQuantity' | 'lineAmount' })[]
  readonly giftCards: readonly { readonly negated: boolean }[]
}

/** Equal to one of the values, or to none of them. */
export interface Choice {
  readonly values: ReadonlySet<string>
  readonly negated: boolean
}

/** In one of the ranges, or in none of them. */
export interface Ranges {
  readonly ranges: readonly IntegerRange[]
  readonly negated: boolean
}

/** Both ends inclusive; infinite where open; empty when `min` is above `max`. */
export interface IntegerRange {
  readonly min: number
  readonly max: number
}

export type HavingRange = SumRange | RatioRange

export interface SumRange extends IntegerRange {
  readonly of: keyof Tally
  readonly negated: boolean
}

/** A quotient of two sums, in minor units for money; without events there is no average, and a share of nothing is 0. */
export interface RatioRange extends FractionRange {
  readonly of: 'averageAmount' | 'shareOfSpend'
  readonly negated: boolean
}

/** [from, to): a value is inside once `to` has passed it, for as long as `from` has not. */
export interface Window {
  readonly from: Edge
  readonly to: Edge
}
