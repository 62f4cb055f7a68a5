// What one test asks of one property of a customer, so that tests of the same property can be held against each other.
import type { DateRange, EventCondition, EventSource, NumberRange, PlaceCondition } from '#app/core/plan/plan.ts'

export type Question = NumberQuestion | DateQuestion | TextQuestion | YesQuestion

interface Asked {
  /** The property: questions with the same key are of the same value. */
  readonly key: string
  /** Key of the yes-or-no property that holds whenever this one has a value, or is yes. */
  readonly within?: string
  /** Events that must be there when this has a value above nothing, or is yes. */
  readonly finds?: readonly Filter[]
}

export interface NumberQuestion extends Asked {
  readonly kind: 'number'
  /** In one of them; null asks whether there is a value. */
  readonly ranges: readonly NumberRange[] | null
  readonly whole: boolean
  /** There may be no value. */
  readonly nullable: boolean
  /** Decimal text; no value lies beyond. */
  readonly least: string | null
  readonly most: string | null
  /** The number of these events. */
  readonly counts?: Filter
}

export interface DateQuestion extends Asked {
  readonly kind: 'date'
  readonly range: DateRange | null
  /** Never later than now. */
  readonly past: boolean
}

export interface TextQuestion extends Asked {
  readonly kind: 'text'
  /** Equal to one of them; null asks whether there is a value. */
  readonly values: readonly string[] | null
}

export interface YesQuestion extends Asked {
  readonly kind: 'yes'
  /** One address meets all of it. */
  readonly address?: readonly PlaceCondition[]
}

/** Events that meet all conditions. */
export interface Filter {
  readonly of: EventSource
  readonly where: readonly EventCondition[]
}

/** Tests joined by AND and OR; negation stands only at the tests. */
export type Formula =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Formula[] }
  | { readonly kind: 'ask'; readonly question: Question; readonly negated: boolean }
