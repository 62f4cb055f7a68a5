// Every row of the vocabulary has words, and no words belong to a row that is not there.
import { expect, test } from 'vitest'
import { fieldPhrases } from '#app/core/vocabulary/field-phrases.ts'
import { fields } from '#app/core/vocabulary/fields.ts'
import { functionPhrases } from '#app/core/vocabulary/function-phrases.ts'
import { functions } from '#app/core/vocabulary/functions.ts'

test('every field has a phrase, and words for none where there may be none', () => {
  expect(Object.keys(fieldPhrases).sort()).toEqual(fields.map(({ name }) => name).sort())
  for (const { name, nullable, type } of fields) {
    const phrase = fieldPhrases[name]!
    expect([name, phrase.none !== undefined && phrase.some !== undefined]).toEqual([name, nullable !== undefined])
    if (type.kind === 'enum') expect(Object.keys(phrase.words ?? {}), name).toEqual(expect.arrayContaining([...type.values]))
  }
})

test('every function and every parameter has a phrase', () => {
  expect(Object.keys(functionPhrases).sort()).toEqual(functions.map(({ name }) => name).sort())
  for (const { name, parameters } of functions) expect(Object.keys(functionPhrases[name]!.parameters).sort(), name).toEqual(parameters.map((parameter) => parameter.name).sort())
})
