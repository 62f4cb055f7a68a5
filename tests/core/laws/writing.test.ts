// Law: what is written of a rule, as text or as a sentence, is read back as the same rule.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { print } from '#app/core/language/print.ts'
import { readSentence } from '#app/core/language/sentence/read-sentence.ts'
import { sentenceOf } from '#app/core/language/sentence/sentence.ts'
import { meaningOfRule, planTextOf, ruleOf } from '../language/meanings.ts'
import { law } from './rule-law.ts'

test('canonical text says the same rule, and is its own canonical text', () => {
  law(800, (rule) => {
    const text = print(rule)
    const again = meaningOfRule(text)
    expect(ruleOf(again)).toEqual(ruleOf(rule))
    expect(planTextOf(again)).toBe(planTextOf(rule))
    expect(print(again)).toBe(text)
  })
})

test('a sentence says the same rule, and is its own sentence', () => {
  const currencies = ['EUR', 'JPY', 'CHF', 'KWD', null]
  law(800, (rule, chance) => {
    const currency = currencies[chance % currencies.length] ?? null
    const sentence = sentenceOf(rule, { currency })
    const again = readSentence(sentence, { currency })
    if (!again.ok) throw new Error(`${sentence}\nnot understood from: ${sentence.slice(again.problems[0]!.start)}`)
    expect(print(ruleOf(again.meaning)), sentence).toBe(print(ruleOf(rule)))
    expect(planTextOf(again.meaning), sentence).toBe(planTextOf(rule))
    expect(sentenceOf(again.meaning, { currency })).toBe(sentence)
  })
})

test('no text makes the reader of sentences throw, and every problem lies inside it', () => {
  const fragments = fc.constantFrom(
    'Customers who ', 'are not among those who ', '(', ')', 'either ', 'neither ', ' nor ', ', ', ' and ', ' or ', ', or ', 'spent ', 'at least ', '€5', '“VIP”', 'are tagged ', 'bought a product ', 'in the last ', '30 days',
    ' and then within ', 'have the metafield a.b ', 'are 5 years old by ', '.', '\u0000', 'é',
  )
  fc.assert(fc.property(fc.oneof(fc.array(fragments, { maxLength: 30 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
    const read = readSentence(text, { currency: 'EUR' })
    if (read.ok) expect(ruleOf(meaningOfRule(print(read.meaning)))).toEqual(ruleOf(read.meaning))
    else for (const { start, end } of read.problems) expect(start >= 0 && start <= end && end <= text.length).toBe(true)
  }), { seed: 20_261_122, numRuns: 300 })
  expect(readSentence('('.repeat(5_000), { currency: null }).ok).toBe(false)
})
