// Every way to say a test of one row: from its phrase and the type of its values. The first that fits is written, all are read.
import type { Phrase, Relation } from '#app/core/vocabulary/phrase.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import type { Asked, Value } from '../meaning.ts'
import { askedOf, relationOf } from '../relation.ts'
import { ago, ahead, dayName, instant, oneAgo } from './moments.ts'
import { counting, money, named, percent, plain } from './numbers.ts'
import type { Codec, Form, Reading } from './template.ts'
import { form, furthest, readForm, readWords, writeForm } from './template.ts'
import { country, id, point, quoted, worded } from './texts.ts'

type Saying = readonly [Relation, string]

const AMOUNTS: readonly Saying[] = [
  ['>=', 'at least #'], ['>', 'more than #'], ['<=', 'at most #'], ['<', 'less than #'], ['=', 'exactly *'], ['!=', 'not exactly *'], ['BETWEEN', 'between # and #'], ['NOT BETWEEN', 'not between # and #'],
]
const COUNTS: readonly Saying[] = [['<', 'fewer than #'], ...AMOUNTS]
/** The dates of each kind have their own words; the last kind takes all that are left. */
const DATES: readonly (readonly [Codec, readonly Saying[]])[] = [
  [oneAgo, [['>=', 'in the last #']]],
  [ago, [['>=', 'in the last #'], ['>', 'less than # ago'], ['<=', 'at least # ago'], ['<', 'more than # ago'], ['=', 'exactly # ago'], ['!=', 'not exactly # ago']]],
  [ahead, [['>=', 'at least # from now'], ['>', 'more than # from now'], ['<=', 'at most # from now'], ['<', 'less than # from now'], ['=', 'exactly # from now'], ['!=', 'not exactly # from now']]],
  [dayName, [['>=', '# or later'], ['<=', '# or earlier'], ['=', '#'], ['!=', 'not #']]],
  [instant, [['>=', 'on or after #'], ['>=', 'since #'], ['>', 'after #'], ['<=', 'on or before #'], ['<', 'before #'], ['=', 'on *'], ['!=', 'not on *'], ['BETWEEN', 'between # and #'], ['NOT BETWEEN', 'not between # and #']]],
]

/** Any literal: what a metafield is compared with. */
const literal: Codec = {
  write: (value, place) => (value.kind === 'boolean' ? String(value.boolean) : (instant.write(value, place) ?? plain.write(value, place) ?? quoted.write(value, place))),
  read: (text, from, place) => {
    const words = ['true', 'false'].map((word): Reading<Value> | null => {
      const end = readWords(word, text, from)
      return end < 0 ? null : { value: { kind: 'boolean', boolean: word === 'true' }, end }
    })
    return furthest([...words, instant.read(text, from, place), plain.read(text, from, place), quoted.read(text, from, place)])
  },
}

export function formsOf({ type, list }: Subject, phrase: Phrase, currency: string | null): readonly Form[] {
  const codec = codecOf(type, phrase, currency)
  const forms: Form[] = []
  if (phrase.none !== undefined) forms.push(form('IS NULL', phrase.none, codec))
  if (phrase.some !== undefined) forms.push(form('IS NOT NULL', phrase.some, codec))
  if (phrase.zero !== undefined) forms.push(form('=', phrase.zero, codec, [{ kind: 'number', number: '0' }]))
  const framed = (sayings: readonly Saying[], of: Codec, before = ''): Form[] => sayings.map(([relation, words]) => form(relation, frame(phrase, before + words), of))
  if (type.kind === 'any') {
    forms.push(...DATES.flatMap(([of, sayings]) => framed(sayings, of, 'dated ')), ...framed(AMOUNTS, plain, 'of '), ...framed(Object.entries(phrase.ranked ?? {}) as Saying[], literal))
  } else if (type.kind === 'date') forms.push(...DATES.flatMap(([of, sayings]) => framed(sayings, of)))
  else if (type.kind === 'boolean') {
    forms.push(form('=', phrase.is, codec, [{ kind: 'boolean', boolean: true }]), form('=', phrase.not ?? `not ${phrase.is}`, codec, [{ kind: 'boolean', boolean: false }]))
  } else if (phrase.is.includes('~')) forms.push(...framed(type.kind === 'integer' && phrase.unit !== undefined ? COUNTS : AMOUNTS, codec))
  else {
    const not = phrase.not ?? `not ${phrase.is}`
    forms.push(form(list ? 'CONTAINS' : '=', phrase.is, codec), form(list ? 'NOT CONTAINS' : '!=', not, codec))
    forms.push(...Object.entries(phrase.ranked ?? {}).map(([relation, words]) => form(relation as Relation, words, codec)))
  }
  return forms
}

/** "did not spend exactly €5" rather than "spent not exactly €5", where the phrase has a negative. */
function frame({ is, not }: Phrase, words: string): string {
  const denied = not === undefined ? undefined : /^(of |dated )?not (.+)/.exec(words)
  return not === undefined || denied === null || denied === undefined ? is.replace('~', () => words) : not.replace('~', () => `${denied[1] ?? ''}${denied[2]!}`)
}

/** Throws when the row has no words for it: a defect of the tables. */
export function say(forms: readonly Form[], asked: Asked): string {
  const related = relationOf(asked)
  for (const one of forms) {
    const text = writeForm(one, related)
    if (text !== null) return text
  }
  throw new Error(`no words for ${JSON.stringify(related)}`)
}

/** What is said at `from`, as far as it goes. */
export function hear(forms: readonly Form[], text: string, from: number): Reading<Asked> | null {
  const read = furthest(forms.map((one) => readForm(one, text, from)))
  const asked = read && askedOf(read.value)
  return asked && { value: asked, end: read.end }
}

function codecOf(type: Subject['type'], phrase: Phrase, currency: string | null): Codec {
  switch (type.kind) {
    case 'money':
      return money(currency)
    case 'share':
      return percent
    case 'decimal':
    case 'integer':
      return phrase.unit !== undefined ? counting(phrase.unit) : phrase.words ? named(phrase.words) : plain
    case 'date':
      return instant
    case 'id':
      return id
    case 'country':
      return country
    case 'coordinates':
      return point
    case 'boolean':
    case 'any':
      return literal
    default:
      return phrase.words ? worded(phrase.words) : quoted
  }
}
