// Tests on what a customer is beyond plain columns, made ready for one shop: flags, metafields, addresses, metrics.
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Edge } from '#app/core/evaluate/edge.ts'
import type { FractionRange } from '#app/core/evaluate/fraction.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { FlagColumn, Metric } from '#app/core/plan/plan.ts'

export type FieldTest =
  | { readonly kind: 'flag', readonly column: FlagColumn }
  | MetafieldTest
  | MetafieldDateTest
  | AnniversaryTest
  | AgeTest
  | { readonly kind: 'place', readonly where: readonly PlaceTest[] }
  | MetricTest

export interface MetafieldTest {
  readonly kind: 'metafield'
  readonly path: string
  readonly is: MetafieldCheck
}

export type MetafieldCheck =
  | { readonly as: 'present' }
  /** A date, whichever. */
  | { readonly as: 'date' }
  | { readonly as: 'text', readonly values: ReadonlySet<string> }
  | { readonly as: 'element', readonly value: string }
  | { readonly as: 'boolean', readonly value: boolean }
  | { readonly as: 'number', readonly range: FractionRange }

export interface MetafieldDateTest {
  readonly kind: 'metafieldDate'
  readonly path: string
  readonly zone: Zone
  readonly window: Span
}

/** Both ends of the window are there. */
export interface AnniversaryTest {
  readonly kind: 'anniversary'
  readonly path: string
  readonly zone: Zone
  readonly window: Span
  /** An end is an absolute date: the window comes back every year, by month and day. */
  readonly yearly: boolean
  /** Both ends stand still or both move with the day: the answer depends on nothing but the day of the calendar. */
  readonly recurs: boolean
}

/** Whole years, both ends inclusive; infinite where open. */
export interface AgeTest {
  readonly kind: 'age'
  readonly path: string
  readonly zone: Zone
  readonly min: number
  readonly max: number
}

/** [from, to), as `Window` of program. */
export interface Span {
  readonly from: Edge
  readonly to: Edge
}

export type PlaceTest =
  | { readonly on: 'country' | 'region' | 'city', readonly values: ReadonlySet<string>, readonly negated: boolean }
  /** `cut`: of a postcode only the beginning is held. */
  | { readonly on: 'postcode', readonly prefixes: readonly string[], readonly negated: boolean, readonly cut: boolean }
  | { readonly on: 'distance', readonly latitude: number, readonly longitude: number, readonly metres: MetreRange, readonly negated: boolean }

export interface MetreRange {
  readonly min: { readonly metres: number, readonly inclusive: boolean } | null
  readonly max: { readonly metres: number, readonly inclusive: boolean } | null
}

export interface MetricTest {
  readonly kind: 'metric'
  readonly metric: Metric
  /** Money in minor units; null asks whether there is a value. */
  readonly range: FractionRange | null
  readonly zone: Zone
  /** Older orders may exist without being seen; null when all are seen. */
  readonly historyFrom: Instant | null
}
