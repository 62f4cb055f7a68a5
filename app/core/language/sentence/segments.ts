// What is asked about another segment as words, and back.
import type { OfSegment } from '../meaning.ts'
import type { Book, SpokenSegment } from './book.ts'
import { hear, say } from './forms.ts'
import { furthest, readWords } from './template.ts'
import type { Reading } from './template.ts'

export function writeSegment({ asks, name, negated, date }: OfSegment, { segments }: Book): string {
  const spoken = segments.find(({ of }) => of.asks === asks)
  if (!spoken) throw new Error(`no words for ${asks}`)
  const words = say(spoken.forms, { negated, test: { kind: 'is', values: [{ kind: 'text', text: name }] } })
  return date ? `${words} ${say(spoken.dates, date)}` : words
}

export function readSegment(text: string, from: number, { segments }: Book): Reading<OfSegment> | null {
  return furthest(segments.map((spoken) => readSpoken(spoken, text, from)))
}

function readSpoken({ of, forms, dates }: SpokenSegment, text: string, from: number): Reading<OfSegment> | null {
  const heard = hear(forms, text, from)
  const [name] = heard?.value.test.kind === 'is' ? heard.value.test.values : []
  if (!heard || name?.kind !== 'text') return null
  const at = readWords(' ', text, heard.end)
  const date = at < 0 ? null : hear(dates, text, at)
  return { value: { kind: 'segment', asks: of.asks, name: name.text, negated: heard.value.negated, date: date?.value ?? null }, end: date?.end ?? heard.end }
}
