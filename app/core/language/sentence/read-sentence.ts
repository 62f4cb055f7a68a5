// A sentence back to the rule it says, or the place where it is not understood.
import type { Meaning } from '../meaning.ts'
import type { Span } from '../problem.ts'
import { tidy } from '../tidy.ts'
import { bookIn } from './book.ts'
import { readCondition } from './conditions.ts'
import { readGroups } from './read-groups.ts'
import type { Fault } from './read-groups.ts'
import { OPENING } from './sentence.ts'
import type { SentenceOptions } from './sentence.ts'
import { readWords } from './template.ts'

/** UTF-16 offsets into the sentence as given. */
export interface SentenceProblem extends Span {
  readonly severity: 'error'
  readonly code: string
  readonly message: string
}

export type SentenceReading =
  | { readonly ok: true; readonly meaning: Meaning }
  | { readonly ok: false; readonly problems: readonly SentenceProblem[] }

const LONGEST = 50_000

/** Never throws, whatever the text. "Customers who" and a full stop may be there or not; case and blanks do not count outside quotes. */
export function readSentence(text: string, { currency }: SentenceOptions): SentenceReading {
  if (text.length > LONGEST) return failed({ start: LONGEST, end: text.length, why: 'long' })
  const book = bookIn(currency)
  const start = text.length - text.trimStart().length
  const end = text.replace(/[\s.]+$/, '').length
  const sentence = text.slice(0, Math.max(end, start))
  const opened = readWords(OPENING, sentence, start)
  const read = readGroups(sentence, opened < 0 ? start : opened, (from) => readCondition(sentence, from, book))
  if ('why' in read) return failed(read)
  if (read.end < sentence.length) return failed({ start: read.end, end: sentence.length, why: 'unread' })
  return { ok: true, meaning: tidy(read.value) }
}

const MESSAGES: Readonly<Record<Fault['why'] | 'long', string>> = {
  unread: 'Strata does not understand the sentence from here on. Say it in the words it uses itself, such as "ordered at least 3 times" or "are tagged “VIP”".',
  mixed: 'This can be taken in two ways. Put "either" before the first of several joined by "or", or set them in parentheses.',
  unclosed: 'This parenthesis is never closed. Add ) where it ends.',
  deep: 'The sentence is nested too deep. Say it in parts.',
  long: 'The sentence is too long. Split it into several segments.',
}

function failed({ start, end, why }: Span & { readonly why: keyof typeof MESSAGES }): SentenceReading {
  return { ok: false, problems: [{ severity: 'error', code: `sentence-${why}`, message: MESSAGES[why], start: Math.min(start, end), end }] }
}
