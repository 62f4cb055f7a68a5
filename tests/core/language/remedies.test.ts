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

  test.each([
    ['amount_spent > 1,000', '1000'], ['amount_spent > 1 000', '1000'], ['amount_spent > 12\u00a0345\u00a0678.5', '12345678.5'], ['amount_spent > 1.000,50', '1000.50'], ['amount_spent > 1,000.50', '1000.50'],
    ['amount_spent > 1.000.000', '1000000'], ['amount_spent > 1_000', '1000'], ['amount_spent > -1 000', '-1000'], ['amount_spent > 10,5', '10.5'], ['number_of_orders >= 1.500', '1500'],
    ['orders_placed MATCHES (amount > 1,000, count >= 2)', '1000'], ['orders_placed MATCHES (amount BETWEEN 1 000 AND 2000)', '1000'], ['orders_placed(sum_amount_at_least: 1,000) = true', '1000'], ['number_of_orders IN (1,000, 5)', '1000'],
  ])('%s means %s', (rule, number) => {
    const { message, severity, start, end, replacement } = firstOf(rule)
    expect([severity, replacement, message]).toEqual(['error', number, expect.stringContaining(number)])
    const mended = understand(rule.slice(0, start) + number + rule.slice(end))
    expect(mended).toMatchObject({ ok: true, problems: [] })
  })

  test.each([['amount_spent > 1.000', '1000'], ['amount_spent < 2.505', '2505'], ['number_of_orders > 1.000', '1000']])('%s is read as it stands, with a doubt', (rule, number) => {
    expect(understand(rule)).toMatchObject({ ok: true, problems: [{ severity: 'warning', code: 'point-in-thousands', replacement: number }] })
  })

  test.each(['amount_spent > 0.500', 'amount_spent > 1.5', 'overdue_ratio > 1.500', 'number_of_orders IN (1,2,300)', 'products_purchased MATCHES (id IN (101,202))', 'customer_within_distance MATCHES (coordinates = (40,100), distance_km = 12.345)'])('%s raises none', (rule) => {
    expect(understand(rule)).toMatchObject({ ok: true, problems: [] })
  })

  test('three decimals are those of a dinar', () => {
    expect(understand('amount_spent > 1.000', { currency: 'KWD' }).problems).toEqual([])
  })

  test('of many names the likeliest few are shown, and how to see the others', () => {
    expect(firstOf('orders_placed MATCHES (net_worth_of_it = 5)').message).toBe("'net_worth_of_it' is not a parameter of orders_placed. It takes net_amount, sum_net_amount, date, amount, app_id and 27 others, all of which are suggested between the parentheses.")
    expect(firstOf("customer_address MATCHES (planet = 'Mars')").message).toBe("'planet' is not a parameter of customer_address. It takes country, region, city, postcode_prefix.")
  })

  test('an amount in percent has no obvious remedy', () => {
    expect(firstOf('amount_spent > 10%').replacement).toBeUndefined()
  })
})
