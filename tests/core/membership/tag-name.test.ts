// Which spellings are one tag, and which names cannot be a tag.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tagProblem } from '#app/core/membership/tag-name.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'

test.each([
  ['VIP', 'vip'],
  ['  Big \t spender\u00a0 ', 'big spender'],
  ['E\u0301te\u0301', 'été'],
  ['I', 'i'],
  ['STRASSE', 'strasse'],
  ['Straße', 'straße'],
])('%j is %j', (spelt, folded) => {
  expect(foldTag(spelt)).toBe(folded)
})

test('folding twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (tag) => foldTag(foldTag(tag)) === foldTag(tag)), { seed: 1, numRuns: 5_000 })
})

test('names that cannot be a tag', () => {
  expect(tagProblem('VIP')).toBeNull()
  expect(tagProblem(` ${'x'.repeat(255)} `)).toBeNull()
  expect(tagProblem('x'.repeat(256))).toMatch(/255/)
  expect(tagProblem(' \n ')).toMatch(/name/)
  expect(tagProblem('a, b')).toMatch(/comma/)
})
