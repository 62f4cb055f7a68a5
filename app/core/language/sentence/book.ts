// All phrases with their forms, made once for a currency.
import { fieldPhrases, segmentPhrases } from '#app/core/vocabulary/field-phrases.ts'
import { fields } from '#app/core/vocabulary/fields.ts'
import type { Field } from '#app/core/vocabulary/fields.ts'
import { functionPhrases } from '#app/core/vocabulary/function-phrases.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import type { EventFunction, Parameter } from '#app/core/vocabulary/functions.ts'
import { whenPhrase } from '#app/core/vocabulary/parameter-phrases.ts'
import type { FunctionPhrase } from '#app/core/vocabulary/phrase.ts'
import { segmentFunctions } from '#app/core/vocabulary/segment-functions.ts'
import type { SegmentFunction } from '#app/core/vocabulary/segment-functions.ts'
import { formsOf } from './forms.ts'
import type { Form } from './template.ts'

export interface SpokenField {
  readonly field: Field
  readonly forms: readonly Form[]
}

export interface SpokenParameter {
  readonly parameter: Parameter
  readonly forms: readonly Form[]
}

export interface SpokenFunction {
  readonly of: EventFunction
  readonly phrase: FunctionPhrase
  readonly head: SpokenParameter | null
  /** In the order in which they are spoken, the head left out. */
  readonly rest: readonly SpokenParameter[]
}

export interface SpokenSegment {
  readonly of: SegmentFunction
  readonly forms: readonly Form[]
  /** What may follow: when it was. */
  readonly dates: readonly Form[]
}

export interface Book {
  readonly currency: string | null
  readonly fields: readonly SpokenField[]
  readonly functions: readonly SpokenFunction[]
  readonly segments: readonly SpokenSegment[]
}

const books = new Map<string | null, Book>()

/** `currency` is an ISO 4217 code, null when not known. */
export function bookIn(currency: string | null): Book {
  const known = books.get(currency)
  if (known) return known
  const book: Book = {
    currency,
    fields: fields.flatMap((field) => {
      const phrase = fieldPhrases[field.name]
      return phrase ? [{ field, forms: formsOf(field, phrase, currency) }] : []
    }),
    functions: functions.flatMap((of) => {
      const phrase = functionPhrases[of.name]
      return phrase ? [spokenFunction(of, phrase, currency)] : []
    }),
    segments: segmentFunctions.map((of) => ({
      of,
      forms: formsOf({ name: of.name, type: { kind: 'segment' } }, segmentPhrases[of.asks], currency),
      dates: of.parameters.flatMap((parameter) => formsOf(parameter, whenPhrase, currency)),
    })),
  }
  books.set(currency, book)
  return book
}

function spokenFunction(of: EventFunction, phrase: FunctionPhrase, currency: string | null): SpokenFunction {
  const spoken = Object.entries(phrase.parameters).flatMap(([name, words]) => {
    const parameter = of.parameters.find((one) => one.name === name)
    return parameter ? [{ parameter, forms: formsOf(parameter, words, currency) }] : []
  })
  const head = spoken.find(({ parameter }) => parameter.name === phrase.head) ?? null
  return { of, phrase, head, rest: spoken.filter((one) => one !== head) }
}
