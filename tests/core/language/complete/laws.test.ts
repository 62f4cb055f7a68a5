// Completion never throws, keeps to the text, and whatever is chosen from what it offers makes a rule that can be read.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { complete } from '#app/core/language/complete/complete.ts'
import type { Store } from '#app/core/language/complete/store.ts'
import { parse } from '#app/core/language/parse.ts'

const store: Store = {
  tags: ['VIP', "o'hara"], orderTags: ['gift'], productTags: ['Sports'], segments: ['Big'], products: [{ id: '1', title: 'Shirt' }],
  metafields: [{ path: 'metafields.facts.birth_date', name: 'Birth date', type: 'date' }],
}
const pieces = ['orders_placed', 'customer_tags', 'MATCHES', 'NOT', '(', ')', ',', ':', "'", "'VIP'", '"', '=', '>=', '!', '-30d', '3', 'AND', 'OR', 'THEN', 'WITHIN', 'IN', 'IS', 'BETWEEN', 'date', 'since', 'in_segment', 'age',
  'anniversary', 'metafields.a.b', 'WHERE', 'FROM', 'ORDER BY', '--', '/*', '*/', '\n', '’', '\u{1f600}', '\\', 'true']
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.constantFrom(...pieces, ' '), { maxLength: 25 }).map((parts) => parts.join(' ')), fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')))

test('any text, any place', () => {
  fc.assert(fc.property(text, fc.oneof(fc.integer({ min: -3, max: 80 }), fc.constantFrom(NaN, Infinity, -Infinity, 1.5)), (written, cursor) => {
    const { from, to, items } = complete(written, cursor, store)
    const at = Math.min(Math.max(Math.trunc(cursor) || 0, 0), written.length)
    expect(from).toBeLessThanOrEqual(at)
    expect(to).toBeGreaterThanOrEqual(at)
    expect(to).toBeLessThanOrEqual(written.length)
    expect(new Set(items.map((item) => item.text)).size).toBe(items.length)
  }), { numRuns: 5_000, seed: 5 })
})

test('what is offered can be read', () => {
  fc.assert(fc.property(fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (choices) => {
    let rule = ''
    for (let step = 0; step < 80; step++) {
      const { items } = complete(rule, rule.length, store)
      const closing = items.find((item) => item.text === ')' || item.text === '= true')
      const choice = choices[step]
      if (choice === undefined && items.some((item) => item.text === 'AND') && !closing && !/BETWEEN \S+ $/.test(rule)) break
      // Where nothing is offered the merchant types a value.
      const item = choice === undefined && closing ? closing : items[(choice ?? 0) % Math.max(items.length, 1)]
      const typed = /coordinates \S+ $/.test(rule) ? '(1, 2)' : "'x'"
      rule += `${item?.text ?? typed} `
    }
    const problems: string[] = []
    parse(rule, (_, { code, severity }) => severity === 'error' && problems.push(code))
    expect(problems, rule).toEqual([])
  }), { numRuns: 300, seed: 6 })
})
