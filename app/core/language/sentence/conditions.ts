// One condition as words, and back.
import { agePhrase, anniversaryPhrase, metafieldPhrase } from '#app/core/vocabulary/field-phrases.ts'
import { fieldNamed } from '#app/core/vocabulary/fields.ts'
import { date, decimal } from '#app/core/vocabulary/types.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import type { Condition } from '../meaning.ts'
import type { Book } from './book.ts'
import { readEvents, writeEvents, writeSequence } from './events.ts'
import { formsOf, hear, say } from './forms.ts'
import { readSegment, writeSegment } from './segments.ts'
import { furthest } from './template.ts'
import type { Reading } from './template.ts'

const METAFIELDS = 'metafields.'
const PATH = String.raw`((?:\$app(?::[\w-]+)?|[\w-]+)(?:\.[\w-]+)+)`
const METAFIELD = new RegExp(`(?:do not have the|have (?:the|a|no)) metafield ${PATH}`, 'iy')
const ANNIVERSARY = new RegExp(`(?:do not )?have their ${PATH} anniversary`, 'iy')
const AGE = new RegExp(String.raw`are [\w ,-]{1,400}? old by ${PATH}`, 'iy')
const yearly: Subject = { name: 'anniversary', type: date }
const aged: Subject = { name: 'age', type: decimal }

export function writeCondition(condition: Condition, book: Book): string {
  switch (condition.kind) {
    case 'field': {
      const { field } = condition
      const spoken = book.fields.find((one) => one.field === field)
      return say(spoken?.forms ?? formsOf(field, metafieldPhrase(shortened(field.name)), book.currency), condition)
    }
    case 'function':
      return writeEvents(condition, condition.negated, book)
    case 'sequence':
      return writeSequence(condition, book)
    case 'anniversary':
      return say(formsOf(yearly, anniversaryPhrase(shortened(condition.path)), book.currency), condition)
    case 'age':
      return say(formsOf(aged, agePhrase(shortened(condition.path)), book.currency), condition)
    case 'segment':
      return writeSegment(condition, book)
  }
}

/** The condition whose words go furthest; null when none begins at `from`. */
export function readCondition(text: string, from: number, book: Book): Reading<Condition> | null {
  return furthest<Condition>([
    ...book.fields.map(({ field, forms }) => read(hear(forms, text, from), (asked): Condition => ({ kind: 'field', field, ...asked }))),
    readEvents(text, from, book),
    readSegment(text, from, book),
    readMetafield(text, from, book),
    readDated('anniversary', text, from, book),
    readDated('age', text, from, book),
  ])
}

function readMetafield(text: string, from: number, book: Book): Reading<Condition> | null {
  const path = pathAt(METAFIELD, text, from)
  const field = path === null ? undefined : fieldNamed(METAFIELDS + path)
  return field && path !== null ? read(hear(formsOf(field, metafieldPhrase(path), book.currency), text, from), (asked) => ({ kind: 'field', field, ...asked })) : null
}

function readDated(kind: 'anniversary' | 'age', text: string, from: number, book: Book): Reading<Condition> | null {
  const path = pathAt(kind === 'age' ? AGE : ANNIVERSARY, text, from)
  if (path === null) return null
  const forms = kind === 'age' ? formsOf(aged, agePhrase(path), book.currency) : formsOf(yearly, anniversaryPhrase(path), book.currency)
  return read(hear(forms, text, from), (asked) => ({ kind, path: METAFIELDS + path, ...asked }))
}

function pathAt(pattern: RegExp, text: string, from: number): string | null {
  pattern.lastIndex = from
  return pattern.exec(text)?.[1] ?? null
}

function shortened(path: string): string {
  return path.startsWith(METAFIELDS) ? path.slice(METAFIELDS.length) : path
}

function read<A, B>(reading: Reading<A> | null, into: (value: A) => B): Reading<B> | null {
  return reading && { value: into(reading.value), end: reading.end }
}
