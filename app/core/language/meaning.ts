// What a rule says once its names are looked up and its values read: one form for both dialects, negation apart from the test.
import type { Moment, Within } from '#app/core/vocabulary/dates.ts'
import type { Field } from '#app/core/vocabulary/fields.ts'
import type { EventFunction, Parameter } from '#app/core/vocabulary/functions.ts'
import type { SegmentQuestion } from '#app/core/vocabulary/segment-functions.ts'
import type { Report } from './problem.ts'

export type Meaning =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Meaning[] }
  | { readonly kind: 'not'; readonly of: Meaning }
  | Condition

export type Condition =
  | (Asked & { readonly kind: 'field'; readonly field: Field })
  | { readonly kind: 'function'; readonly of: EventFunction; readonly negated: boolean; readonly parameters: readonly Given[] }
  /** Of a metafield that holds a date: its day of the year, or the whole years since. `path` is `metafields.namespace.key`. */
  | (Asked & { readonly kind: 'anniversary' | 'age'; readonly path: string })
  | OfSegment
  /** `first THEN then WITHIN 30d`: neither step has an aggregate; `negated`: THEN NOT. */
  | { readonly kind: 'sequence'; readonly first: Step; readonly then: Step; readonly negated: boolean; readonly within: Within }

/** Whether they are in another segment, or when they entered or left it. */
export interface OfSegment {
  readonly kind: 'segment'
  readonly asks: SegmentQuestion
  readonly name: string
  readonly negated: boolean
  /** When they entered or left; null for at any time, and where membership alone is asked. */
  readonly date: Asked | null
}

/** One kind of event in a sequence. */
export interface Step {
  readonly of: EventFunction
  readonly parameters: readonly Given[]
}

/** A test and whether its opposite is asked. */
export interface Asked {
  readonly negated: boolean
  readonly test: Test
}

/** One parameter with what is asked of it. */
export interface Given extends Asked {
  readonly parameter: Parameter
}

export type Test =
  /** Equal to one of the values. */
  | { readonly kind: 'is'; readonly values: readonly Value[] }
  /** Between the limits; at least one of them is there. */
  | { readonly kind: 'range'; readonly from: Limit | null; readonly to: Limit | null }
  | { readonly kind: 'contains'; readonly value: Value }
  | { readonly kind: 'present' }

export interface Limit {
  readonly value: Value
  readonly inclusive: boolean
}

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** Exact decimal text in its one spelling. */
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'moment'; readonly moment: Moment }
  /** Decimal text without leading zeros. */
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  /** Degrees, as decimal text. */
  | { readonly kind: 'point'; readonly latitude: string; readonly longitude: string }

/** What the checker is told besides the rule, and where it reports. */
export interface CheckContext {
  readonly report: Report
  /** ISO 4217 code of the shop's currency, when known. */
  readonly currency: string | null
  /** Tags that customers carry, as spelt; null when not known. */
  readonly knownTags: readonly string[] | null
  /** Names of the shop's segments; null when not known. */
  readonly knownSegments: readonly string[] | null
  /** Told of a spelling that Shopify does not take and that the meaning no longer shows. */
  readonly foreign?: () => void
}
