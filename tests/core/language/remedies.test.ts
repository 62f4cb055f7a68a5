// A remedy that is applied as offered says what was meant, or says what it changes.
import { describe, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'

const firstOf = (rule: string) => {
  const [problem] = understand(rule).problems
  if (problem === undefined) throw new Error(`${rule} has no problem.`)
  return problem
}

describe('remedies', () => {
  test.each([
    ['overdue_ratio >= 200%', '2'],
    ['overdue_ratio >= 150%', '1.5'],
    ['discount_share >= 30%', '0.3'],
    ["products_purchased MATCHES (vendor CONTAINS 'Clay')", '='],
  ])('%s: %s', (rule, replacement) => {
    expect(firstOf(rule).replacement).toBe(replacement)
  })

  test.each([
    ['orders_placed MATCHES (count > 0, count < 5)', 'Write count BETWEEN 1 AND 4.'],
    ['orders_placed MATCHES (count >= 2, count <= 5)', 'Write count BETWEEN 2 AND 5.'],
    ['orders_placed MATCHES (amount > 10, amount < 20)', 'Write amount BETWEEN 10 AND 20, which includes both.'],
    ["products_purchased MATCHES (tag = 'A', tag = 'B')", 'for both, join two conditions with AND.'],
    ["products_purchased MATCHES (vendor CONTAINS 'Clay')", '= compares the whole value.'],
    ["products_purchased.tag = 'A'", 'products_purchased'],
  ])('%s says: %s', (rule, words) => {
    expect(firstOf(rule).message).toContain(words)
  })

  test('an amount in percent has no obvious remedy', () => {
    expect(firstOf('amount_spent > 10%').replacement).toBeUndefined()
  })
})
