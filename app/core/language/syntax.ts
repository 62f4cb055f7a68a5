// The tree of a rule as written, in either dialect: names not looked up, values not read, every node with its place.
import type { Span } from './problem.ts'

export type Expression = Joined | Negated | Clause | Sequence | Broken

export interface Joined extends Span {
  readonly kind: 'and' | 'or'
  readonly of: readonly Expression[]
}
export interface Negated extends Span {
  readonly kind: 'not'
  readonly of: Expression
}
/** Stands where something was and could not be read; its problem has been reported. */
export interface Broken extends Span {
  readonly kind: 'broken'
}

/** `name test`, `name MATCHES (…)`, `name(…) = true` or, for an anniversary, `name(…) test`. */
export interface Clause extends Span {
  readonly kind: 'clause'
  readonly name: Name
  readonly call: Call | null
  readonly test: Test | null
  /** A part of it could not be read; its problem has been reported. */
  readonly broken: boolean
}

/** `first THEN [NOT] then WITHIN 30d`. */
export interface Sequence extends Span {
  readonly kind: 'sequence'
  readonly first: Clause
  readonly then: Clause
  readonly negated: boolean
  /** A figure, or a figure and a word such as `30 days`. */
  readonly within: Literal
}

export interface Name extends Span {
  readonly text: string
}

export interface Call extends Span {
  readonly style: 'matches' | 'not matches' | 'legacy'
  readonly arguments: readonly Argument[]
}

/** `name = value`, `name: value`, or a value alone (an anniversary's path). */
export interface Argument extends Span {
  readonly name: Name | null
  readonly test: Test
}

/** `sign` is the place of the operator. */
export type Test = { readonly sign: Span } & (
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly value: Literal }
  | { readonly kind: 'between'; readonly negated: boolean; readonly low: Literal; readonly high: Literal }
  | { readonly kind: 'contains'; readonly negated: boolean; readonly value: Literal }
  | { readonly kind: 'in'; readonly negated: boolean; readonly values: readonly Literal[] }
  | { readonly kind: 'null'; readonly negated: boolean }
)

/** `:` is the legacy dialect's sign between a parameter and its value. */
export type Comparison = '=' | '!=' | '>' | '>=' | '<' | '<=' | ':'

export interface Literal extends Span {
  /** A `figure` begins with a digit or a sign: numbers, dates, offsets. A `word` is unquoted. */
  readonly kind: 'text' | 'figure' | 'word' | 'list'
  /** The value itself, without quotes; of a list its source. */
  readonly text: string
  /** Elements of a list; empty otherwise. */
  readonly items: readonly Literal[]
}
