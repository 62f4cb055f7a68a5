// Once everything in a block lies in the past, columns answer for the whole crowd at once: the same as each is answered alone, event by event.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duesOf, evaluateAll } from '#app/core/evaluate/evaluate.ts'
import { understand } from '#app/core/segment.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { blockOf, programOf } from '#tests/core/laws/evaluated.ts'

/** Enough for columns of the whole block to be worked out. */
const CROWD = 80

const compared = fc.constantFrom('=', '!=', '>', '>=', '<', '<=')
const money = fc.constantFrom('0', '9.99', '10', '19.98', '1000', '1234.56', '617.28')
const share = fc.constantFrom('0', '0.5', '0.333333', '0.25', '1')
const few = fc.integer({ min: 0, max: 4 }).map(String)
const dated = fc.constantFrom('', 'date >= -30d', 'date >= -90d', 'date < -10d', 'date BETWEEN -200d AND -20d', 'date >= -3m', 'date >= -36h', 'month IN (11, 12)', 'weekday = 7', 'month = 11, date >= -400d', 'hour < 12, weekday != 1')
const window = fc.oneof({ weight: 9, arbitrary: dated }, { weight: 1, arbitrary: fc.constant('amount >= 10') })
const counted = fc.oneof(fc.constant(''), fc.tuple(compared, few).map(([op, n]) => `count ${op} ${n}`))
const having = fc.oneof(
  counted, fc.tuple(fc.constantFrom('>', '<='), money).map(([op, amount]) => `sum_amount ${op} ${amount}`),
)
const bought = fc.constantFrom("tag = 'vip'", "tag = 'vip'", "type = 'hat'", 'id = 101', "tag = 'wholesale', quantity >= 2", "vendor = 'web'")
const pieces = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')

const clause = fc.oneof(
  fc.tuple(fc.constant('orders_counted'), compared, few).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('gross_spent', 'net_spent', 'refunded_amount', 'average_order_value'), compared, money).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('refund_share', 'discount_share'), compared, share).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('first_order_date', 'last_order_date', 'customer_added_date'), fc.constantFrom('>= -90d', '< -30d', 'BETWEEN -200d AND -50d', '>= -2m', '= -40d')).map((parts) => parts.join(' ')),
  fc.tuple(window, having).map(([where, sum]) => `orders_placed MATCHES (${pieces(where, sum)})`),
  fc.tuple(bought, dated, fc.oneof(counted, fc.tuple(fc.constantFrom('>=', '<'), few).map(([op, n]) => `sum_quantity ${op} ${n}`))).map(([what, where, sum]) => `products_purchased MATCHES (${pieces(what, where, sum)})`),
  fc.constantFrom("customer_tags CONTAINS 'vip'", "customer_countries CONTAINS 'DE'", "customer_language = 'de'"),
)
const rule = fc.tuple(clause, clause, clause, fc.constantFrom(' AND ', ' OR '), fc.boolean()).map(([a, b, c, joined, negated]) => `${a}${joined}(${negated ? 'NOT ' : ''}${b} AND ${c})`)

const asked = scene({ min: 4, max: 8 }).chain((made) => fc.record({ ...made, shop: fc.constant({ ...made.shop, historyFrom: null, productsKnown: true }), people: fc.constant(made.people), instant: fc.constant(made.instant), now: fc.constant(made.now), rules: fc.array(rule, { minLength: 3, maxLength: 6 }) }))

test('counts, sums, shares and dates of a crowd', () => {
  fc.assert(fc.property(asked, ({ shop, people, rules, now }) => {
    const crowd = Array.from({ length: CROWD }, (_, row) => ({ ...people[row % people.length]!, customer: { ...people[row % people.length]!.customer, number: row + 1 } }))
    const block = blockOf(crowd, shop)
    const settled = Math.max(now, block.lastEvent, block.lastCreated)
    const programs = rules.map((text) => {
      const understood = understand(text, { currency: shop.currency })
      if (!understood.ok) throw new Error(`${text}: ${JSON.stringify(understood.problems)}`)
      return programOf(understood.plan, shop)
    })
    const each = evaluateAll(programs, block, settled)
    people.forEach((person, row) => {
      const alone = evaluateAll(programs, blockOf([person], shop), settled)
      rules.forEach((text, index) => expect([text, each.memberOf(index, row), each.untilOf(index, row)]).toEqual([text, alone.memberOf(index, 0), alone.untilOf(index, 0)]))
    })
    expect([...duesOf(programs, block, settled).dueAt]).toEqual(crowd.map((_, row) => Math.min(...programs.map((_, index) => each.untilOf(index, row)))))
  }), { seed: Number(process.env.LAW_SEED ?? 20261201), numRuns: Number(process.env.LAW_RUNS ?? 250) })
}, 120_000)
