// What a value in a rule may be: the types that rows of the vocabulary name, and which comparisons each type takes.
import type { EventCondition, HavingOf } from '#app/core/plan/plan.ts'

export type ValueType =
  /** `yearly`: only month and day count, and they come back every year. */
  | { readonly kind: 'date'; readonly yearly?: true }
  /** Major units of the shop's currency, with decimals. */
  | { readonly kind: 'money' }
  | { readonly kind: 'decimal' }
  /** From 0 to 1. */
  | { readonly kind: 'share' }
  /** Outside the limits nothing can be equalled. `cyclic`: after the largest comes the smallest again. */
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number; readonly cyclic?: true }
  | { readonly kind: 'boolean' }
  /** An unsigned 64-bit Shopify id. */
  | { readonly kind: 'id' }
  | EnumType
  | { readonly kind: 'text' }
  | { readonly kind: 'language' }
  | { readonly kind: 'domain' }
  | { readonly kind: 'tag' }
  /** A discount code: compared without case. */
  | { readonly kind: 'code' }
  /** The beginning of a postcode: compared without blanks and case. */
  | { readonly kind: 'postcode' }
  /** The name of a segment of this shop. */
  | { readonly kind: 'segment' }
  | { readonly kind: 'country' }
  | { readonly kind: 'region' }
  | { readonly kind: 'city' }
  /** Latitude and longitude in degrees. */
  | { readonly kind: 'coordinates' }
  /** A metafield whose definition is not at hand: the literal decides. */
  | { readonly kind: 'any' }

export interface EnumType {
  readonly kind: 'enum'
  /** Permitted values as a merchant writes them; compared with case. */
  readonly values: readonly string[]
  /** Other spellings a merchant may use, each with the permitted value it stands for. */
  readonly aliases?: ReadonlyMap<string, string>
  /** Where the fact is spelt differently from the value a merchant writes. */
  readonly facts?: ReadonlyMap<string, string>
}

export const date: ValueType = { kind: 'date' }
export const money: ValueType = { kind: 'money' }
export const decimal: ValueType = { kind: 'decimal' }
export const integer: ValueType = { kind: 'integer' }
export const id: ValueType = { kind: 'id' }
export const text: ValueType = { kind: 'text' }
export const tag: ValueType = { kind: 'tag' }
export const code: ValueType = { kind: 'code' }
export const share: ValueType = { kind: 'share' }
export const boolean: ValueType = { kind: 'boolean' }

/** An enum with nothing but its values. */
export function oneOf(...values: readonly string[]): EnumType {
  return { kind: 'enum', values }
}

const OPERATORS = ['=', '!=', '>', '>=', '<', '<=', 'BETWEEN', 'CONTAINS', 'IN', 'IS NULL'] as const
export type Operator = (typeof OPERATORS)[number]

/** What can be compared: a field, or a parameter of a function. */
export interface Subject {
  readonly name: string
  readonly type: ValueType
  /** The customer may carry several values: CONTAINS instead of `=`. */
  readonly list?: true
  /** IS NULL can be asked; `ours`: here, though Shopify knows no such question of it. */
  readonly nullable?: true | 'ours'
  /** IN can be asked. */
  readonly many?: true
  /** Shopify's own language has it; what is not native cannot be pasted back. */
  readonly native?: true
}

/** Whether an operator can be asked of a subject. */
export function takes({ type, list, nullable, many }: Subject, operator: Operator): boolean {
  if (operator === 'IS NULL') return nullable !== undefined
  if (operator === 'IN') return many === true
  if (operator === 'CONTAINS') return list === true || type.kind === 'any'
  return list !== true && (operator === '=' || operator === '!=' || ORDERED.has(type.kind))
}

/** The operators a subject takes, in the order in which they are offered. */
export function operatorsOf(subject: Subject): readonly Operator[] {
  return OPERATORS.filter((operator) => takes(subject, operator))
}

const ORDERED: ReadonlySet<ValueType['kind']> = new Set(['date', 'money', 'decimal', 'share', 'integer', 'any'] as const)

/** Where a parameter goes: a condition on one event, or a test of what is left. `monthsAgo` becomes conditions on its date. */
export type EventReading = { readonly on: EventCondition['on'] | 'monthsAgo' } | { readonly of: HavingOf }

/** What of an address a parameter asks. */
export interface PlaceReading {
  readonly place: 'centre' | 'kilometres' | 'miles' | 'country' | 'region' | 'city' | 'postcode'
}

/** One row of a function. */
export interface Parameter extends Subject {
  readonly meaning: string
  /** As it stands inside the parentheses. */
  readonly example: string
  /** Where the fact comes from: fields of the Admin API or topics of webhooks. */
  readonly from: string
  /** The condition on one event, or the aggregate over the events left, that it becomes; null: only Shopify can answer it. */
  readonly reads: EventReading | PlaceReading | null
}
