// How a row of the vocabulary is spoken: plain words with places for what is asked. Language alone gives the places their text.

/** What is asked of a value, in one word; `=` and `!=` may go with several values. */
export type Relation = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'BETWEEN' | 'NOT BETWEEN' | 'CONTAINS' | 'NOT CONTAINS' | 'IS NULL' | 'IS NOT NULL'

export interface Phrase {
  /**
   * Follows "Customers who" (or the noun of its function). `~` stands for a whole comparison ("at least €5", "in the last 30 days"), `*` for
   * one value or several of which one must be it. Without either it is said of true.
   */
  readonly is: string
  /** The opposite, where a `not` in front of it (or of the comparison) will not do. */
  readonly not?: string
  /** There is a value, and there is none. */
  readonly some?: string
  readonly none?: string
  /** Said instead of "exactly 0". */
  readonly zero?: string
  /** What is counted, in the singular; `time` gives once and twice. */
  readonly unit?: string
  /** Values with words of their own. */
  readonly words?: Readonly<Record<string, string>>
  /** Comparisons with words of their own; `#` is one value. */
  readonly ranked?: Readonly<Partial<Record<Relation, string>>>
}

export interface FunctionPhrase {
  /** "bought" and "did not buy". */
  readonly does: string
  readonly not: string
  /** The object when nothing counts or names it; `some` where sums are asked. */
  readonly one: string
  readonly some: string
  /** The parameter whose phrase stands in place of the object. */
  readonly head?: string
  /** Said of "none since a past day" when nothing else is asked; `#` is the time passed. */
  readonly idle?: string
  /** A row for each parameter, in the order in which they are spoken. */
  readonly parameters: Readonly<Record<string, Phrase>>
}
