// A rule as a plain English sentence: "Customers who spent at least €500 and have not ordered for 90 days".
import type { Meaning } from '../meaning.ts'
import { tidy } from '../tidy.ts'
import { bookIn } from './book.ts'
import { writeCondition } from './conditions.ts'
import { writeGroups } from './write-groups.ts'

export const OPENING = 'Customers who '

export interface SentenceOptions {
  /** ISO 4217 code of the shop's currency, null when not known. */
  readonly currency: string | null
}

/** `readSentence` gives the same rule back, with its parameters in spoken order. */
export function sentenceOf(meaning: Meaning, { currency }: SentenceOptions): string {
  const book = bookIn(currency)
  return OPENING + writeGroups(tidy(meaning), (condition) => writeCondition(condition, book))
}
