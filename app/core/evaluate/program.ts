// A plan made ready for one shop: bounds are integers, ends of windows know the shop's calendar. Made by plan/compile.
import type { Edge } from '#app/core/evaluate/edge.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { ListColumn, NumberColumn, TextColumn } from '#app/core/plan/plan.ts'

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
  | OrderDateTest
  | EventTest
)

/** First or last order that counts, within a window. */
export interface OrderDateTest {
  readonly kind: 'orderDate'
  readonly which: 'first' | 'last'
  readonly window: Window
  /** Older orders may exist without being seen; null when all are seen. */
  readonly historyFrom: Instant | null
}

/** Orders, or lines of orders, that pass all conditions, and what their number and sums must be. */
export interface EventTest {
  readonly kind: 'events'
  readonly windows: Windows
  readonly amounts: readonly (IntegerRange & { readonly negated: boolean })[]
  readonly sources: readonly { readonly on: 'app' | 'location', readonly ids: readonly string[], readonly negated: boolean }[]
  /** Null when the events are orders. */
  readonly lines: LineFilter | null
  readonly having: readonly HavingRange[]
  /** More events can only help, and this much is enough; null when more can also hurt. */
  readonly least: Readonly<Tally> | null
  /** From this instant on, orders too old to be seen lie outside the windows. -Infinity when all orders are seen. */
  readonly reachEnds: Instant
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

export interface LineFilter {
  readonly products: readonly { readonly ids: ReadonlySet<string>, readonly negated: boolean }[]
  /** Folded. */
  readonly tags: readonly { readonly tag: string, readonly negated: boolean }[]
  readonly quantities: readonly (IntegerRange & { readonly negated: boolean })[]
}

/** Both ends inclusive; infinite where open; empty when `min` is above `max`. */
export interface IntegerRange {
  readonly min: number
  readonly max: number
}

export interface HavingRange extends IntegerRange {
  readonly of: 'count' | 'sumAmount' | 'sumQuantity'
  readonly negated: boolean
}

/** [from, to): a value is inside once `to` has passed it, for as long as `from` has not. */
export interface Window {
  readonly from: Edge
  readonly to: Edge
}
