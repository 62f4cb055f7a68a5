// Law: a rule and its rows in a builder are the same rule, also after a journey through JSON; no tree makes the reader throw.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { print } from '#app/core/language/print.ts'
import { meaningOf } from '#app/core/language/tree/meaning-of.ts'
import { treeOf } from '#app/core/language/tree/tree-of.ts'
import { planTextOf, ruleOf } from '../language/meanings.ts'
import { law } from './rule-law.ts'

const store = { knownTags: null, knownSegments: null, currency: 'EUR' }

test('rows say the same rule', () => {
  law(600, (rule) => {
    const tree = treeOf(rule)
    const sent: unknown = JSON.parse(JSON.stringify(tree))
    expect(sent).toEqual(tree)
    const read = meaningOf(sent, store)
    if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
    expect(print(ruleOf(read.meaning))).toBe(print(ruleOf(rule)))
    expect(planTextOf(read.meaning)).toBe(planTextOf(rule))
    expect(treeOf(read.meaning)).toEqual(tree)
  })
})

test('whatever is sent, the answer is a rule or a problem at a row', () => {
  const scraps = fc.oneof(fc.constantFrom('row', 'group', 'all', 'none', 'amount_spent', 'orders_placed', 'in_segment', 'age', '=', 'BETWEEN', 'MATCHES', 'THEN', '30d', "' OR 1", ') OR (', '--', '\n', ''), fc.string({ unit: 'binary', maxLength: 5 }))
  const { tree } = fc.letrec<{ tree: unknown; value: unknown }>((tie) => ({
    value: fc.oneof(scraps, fc.constant(null), fc.integer(), fc.record({ as: scraps, text: scraps })),
    tree: fc.oneof({ depthSize: 'small' }, tie('value'), fc.record({ kind: scraps, match: scraps, subject: scraps, operator: scraps, path: scraps, within: scraps, then: tie('tree'), values: fc.array(tie('value'), { maxLength: 3 }), parameters: fc.array(tie('tree'), { maxLength: 3 }), of: fc.array(tie('tree'), { maxLength: 3 }) }, { requiredKeys: [] })),
  }))
  fc.assert(fc.property(tree, (sent) => {
    const read = meaningOf(sent, store)
    expect(read.problems.some(({ severity }) => severity === 'error')).toBe(!read.ok)
  }), { seed: 20_261_122, numRuns: 500 })
})
