// What a value in a rule may be: the types that rows of the vocabulary name, and which comparisons each type takes.

export type ValueType =
  | { readonly kind: 'date' }
  /** Major units of the shop's currency, with decimals. */
  | { readonly kind: 'money' }
  | { readonly kind: 'decimal' }
  | { readonly kind: 'integer' }
  /** An unsigned 64-bit Shopify id. */
  | { readonly kind: 'id' }
  | EnumType
  | { readonly kind: 'text' }
  | { readonly kind: 'language' }
  | { readonly kind: 'domain' }
  | { readonly kind: 'tag' }
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
  /** IS NULL can be asked. */
  readonly nullable?: true
  /** IN can be asked. */
  readonly many?: true
}

/** Whether an operator can be asked of a subject. */
export function takes({ type, list, nullable, many }: Subject, operator: Operator): boolean {
  if (operator === 'IS NULL') return nullable === true
  if (operator === 'IN') return many === true
  if (operator === 'CONTAINS') return list === true || type.kind === 'any'
  return list !== true && (operator === '=' || operator === '!=' || ORDERED.has(type.kind))
}

/** The operators a subject takes, in the order in which they are offered. */
export function operatorsOf(subject: Subject): readonly Operator[] {
  return OPERATORS.filter((operator) => takes(subject, operator))
}

const ORDERED: ReadonlySet<ValueType['kind']> = new Set(['date', 'money', 'decimal', 'integer', 'any'] as const)
