// What each comparison answers of a value that is there, and of one that is missing: written once, filled in for each attribute.
import type { Asking, Said } from '#tests/core/evaluate/verdict-of.ts'

export type Answer = Said[0]

/** One row of the table: `${name} ${tail}` asked of these facts. */
export interface Row {
  /** As it stands in a rule, before the comparison. */
  readonly name: string
  readonly tail: string
  readonly facts: Asking
  readonly answer: Answer
  /** The value asked about is not there. */
  readonly missing?: true
}

export type Form = readonly [tail: string, answer: Answer]

/** Words that stand for the values of one attribute: `VALUE` is what the customer has. */
export type Words = Readonly<Record<string, string>>

/** The value, and one on each side of it. */
export const ordered: readonly Form[] = [
  ['= BELOW', 'no'], ['= VALUE', 'yes'], ['= ABOVE', 'no'],
  ['!= BELOW', 'yes'], ['!= VALUE', 'no'], ['!= ABOVE', 'yes'],
  ['> BELOW', 'yes'], ['> VALUE', 'no'], ['> ABOVE', 'no'],
  ['>= BELOW', 'yes'], ['>= VALUE', 'yes'], ['>= ABOVE', 'no'],
  ['< BELOW', 'no'], ['< VALUE', 'no'], ['< ABOVE', 'yes'],
  ['<= BELOW', 'no'], ['<= VALUE', 'yes'], ['<= ABOVE', 'yes'],
  ['BETWEEN BELOW AND VALUE', 'yes'], ['BETWEEN VALUE AND ABOVE', 'yes'], ['BETWEEN VALUE AND VALUE', 'yes'],
  ['BETWEEN BELOW AND BELOW', 'no'], ['BETWEEN ABOVE AND ABOVE', 'no'],
  ['NOT BETWEEN BELOW AND VALUE', 'no'], ['NOT BETWEEN VALUE AND ABOVE', 'no'], ['NOT BETWEEN VALUE AND VALUE', 'no'],
  ['NOT BETWEEN BELOW AND BELOW', 'yes'], ['NOT BETWEEN ABOVE AND ABOVE', 'yes'],
]
export const orderedMissing: readonly Form[] = [
  ['= VALUE', 'no'], ['!= VALUE', 'yes'], ['> VALUE', 'no'], ['>= VALUE', 'no'], ['< VALUE', 'no'], ['<= VALUE', 'no'],
  ['> BELOW', 'no'], ['>= BELOW', 'no'], ['< ABOVE', 'no'], ['<= ABOVE', 'no'],
  ['BETWEEN BELOW AND ABOVE', 'no'], ['NOT BETWEEN BELOW AND ABOVE', 'yes'],
]
/** A sum that has nothing to add up is 0 and never missing. */
export const orderedZero: readonly Form[] = [
  ['= 0', 'yes'], ['= VALUE', 'no'], ['!= 0', 'no'], ['!= VALUE', 'yes'], ['> 0', 'no'], ['>= 0', 'yes'], ['>= VALUE', 'no'], ['< 0', 'no'], ['< VALUE', 'yes'], ['<= 0', 'yes'],
  ['BETWEEN 0 AND VALUE', 'yes'], ['BETWEEN BELOW AND VALUE', 'no'], ['NOT BETWEEN 0 AND VALUE', 'no'], ['NOT BETWEEN BELOW AND VALUE', 'yes'],
]

export const oneOfMany: readonly Form[] = [
  ['IN (BELOW, VALUE)', 'yes'], ['IN (VALUE)', 'yes'], ['IN (BELOW, ABOVE)', 'no'], ['NOT IN (BELOW, VALUE)', 'no'], ['NOT IN (VALUE)', 'no'], ['NOT IN (BELOW, ABOVE)', 'yes'],
]
export const oneOfManyMissing: readonly Form[] = [['IN (BELOW, VALUE)', 'no'], ['NOT IN (BELOW, VALUE)', 'yes']]
export const oneOfManyZero: readonly Form[] = [['IN (0, VALUE)', 'yes'], ['IN (BELOW, VALUE)', 'no'], ['NOT IN (0, VALUE)', 'no'], ['NOT IN (BELOW, VALUE)', 'yes']]

export const equal: readonly Form[] = [['= VALUE', 'yes'], ['= BELOW', 'no'], ['!= VALUE', 'no'], ['!= BELOW', 'yes']]
export const equalMissing: readonly Form[] = [['= VALUE', 'no'], ['!= VALUE', 'yes']]

export const carried: readonly Form[] = [['CONTAINS VALUE', 'yes'], ['CONTAINS BELOW', 'no'], ['NOT CONTAINS VALUE', 'no'], ['NOT CONTAINS BELOW', 'yes']]
export const carriedMissing: readonly Form[] = [['CONTAINS VALUE', 'no'], ['NOT CONTAINS VALUE', 'yes']]

export const there: readonly Form[] = [['IS NULL', 'no'], ['IS NOT NULL', 'yes']]
export const thereMissing: readonly Form[] = [['IS NULL', 'yes'], ['IS NOT NULL', 'no']]

/** The forms with the words of one attribute in them. */
export function rowsOf(name: string, facts: Asking, words: Words, forms: readonly Form[]): Row[] {
  return forms.map(([tail, answer]) => ({ name, facts, answer, tail: tail.replace(/\b(BELOW|VALUE|ABOVE|DAY)\b/g, (word) => words[word] ?? word) }))
}

export function missingRowsOf(name: string, facts: Asking, words: Words, forms: readonly Form[]): Row[] {
  return rowsOf(name, facts, words, forms).map((row) => ({ ...row, missing: true }))
}
