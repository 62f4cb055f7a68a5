// The reference in docs/language.md says what the vocabulary says, and every example in it is a rule.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'
import { fields } from '#app/core/vocabulary/fields.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import { segmentFunctions } from '#app/core/vocabulary/segment-functions.ts'
import { withTables } from '../../../scripts/language-tables.ts'

const errorsOf = (rule: string): readonly string[] => understand(rule).problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)

describe('the reference of the language', () => {
  test('has the tables of the vocabulary (node scripts/language-tables.ts writes them)', () => {
    const text = readFileSync(new URL('../../../docs/language.md', import.meta.url), 'utf8')
    expect(withTables(text)).toBe(text)
  })

  test.each(fields.map(({ example }) => example))('%s is a rule', (example) => {
    expect(errorsOf(example)).toEqual([])
  })

  test.each(segmentFunctions.map(({ example }) => example))('%s is a rule', (example) => {
    expect(errorsOf(example)).toEqual([])
  })

  test.each(functions.flatMap((row) => [row.example, ...row.parameters.filter(({ reads }) => !(reads !== null && 'place' in reads)).map(({ example }) => `${row.name} MATCHES (${example})`)]))('%s is a rule', (example) => {
    expect(errorsOf(example)).toEqual([])
  })
})
