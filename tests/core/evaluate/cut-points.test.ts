// Cut points and what is held against them: worked examples of ties, small stores and what is left out, and the percentile as it is defined.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutsOf, sameCuts, type Cuts } from '#app/core/evaluate/cut-points.ts'
import type { OrderFacts } from '#app/core/facts/facts.ts'
import { understand } from '#app/core/segment.ts'
import { localClock } from '#app/engine/local-clock.ts'
import { answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'
import { customer, details, order } from '#tests/core/facts/people.ts'
import type { Person } from '#app/core/naive/answer.ts'

const DAY = 86_400_000
const now = Date.UTC(2026, 10, 22, 12)
const zone = 'Europe/Berlin'
const shop = { zone: localClock(zone), currency: 'EUR', historyFrom: null, productsKnown: true, products: new Map() }

const bought = (total: number, daysAgo = 10, changes: Partial<OrderFacts> = {}): OrderFacts => order(now - daysAgo * DAY, { total, details: details(total), ...changes })
const people = (...orders: readonly (readonly OrderFacts[])[]): Person[] =>
  orders.map((of, index) => ({ customer: customer(index + 1, { numberOfOrders: of.length }), orders: [...of].sort((a, b) => a.at - b.at), checkouts: [] }))
const cuts = (of: readonly Person[], historyFrom: number | null = null): Cuts => cutsOf([{ block: blockOf(of, shop), counts: () => true }], { now, historyFrom })

function said(rule: string, of: readonly Person[], { made = cuts(of), at = now, currency = 'EUR' }: { readonly made?: Cuts | null, readonly at?: number, readonly currency?: string } = {}): string[] {
  const understood = understand(rule, { currency })
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return answersOf(programOf(understood.plan, { ...shop, currency, ...{ cutPoints: made } }), blockOf(of, shop), at).map(({ answer }) => answer)
}

/** The one value that each of them has; null where there is none. */
function valuesOf(name: string, of: readonly Person[], currency = 'EUR'): (number | null)[] {
  const [lowest, highest] = name === 'spend_percentile' ? [0, 100] : [1, 5]
  const has = Array.from({ length: highest - lowest + 1 }, (_, index) => said(`${name} = ${lowest + index}`, of, { currency }))
  const none = said(`${name} IS NULL`, of)
  return of.map((_, row) => {
    const values = has.flatMap((answers, index) => (answers[row] === 'yes' ? [lowest + index] : []))
    expect(values).toHaveLength(none[row] === 'yes' ? 0 : 1)
    return values[0] ?? null
  })
}

describe('who stands where', () => {
  test('ten who all spent differently: percents of the nine others, rounded down', () => {
    const ten = people(...Array.from({ length: 10 }, (_, index) => [bought(1000 * (index + 1))]))
    expect(valuesOf('spend_percentile', ten)).toEqual([0, 11, 22, 33, 44, 55, 66, 77, 88, 100])
    expect(valuesOf('rfm_monetary_score', ten)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  })

  test('in yen as in euros: the least unit counts', () => {
    const yen = people([bought(1000)], [bought(1001)], [bought(1002)])
    expect(valuesOf('spend_percentile', yen, 'JPY')).toEqual([0, 50, 100])
    expect(valuesOf('rfm_monetary_score', yen, 'JPY')).toEqual([1, 3, 5])
  })

  test('equals share the worse place', () => {
    const five = people([bought(100)], [bought(100)], [bought(100)], [bought(500)], [bought(500)])
    expect(valuesOf('spend_percentile', five)).toEqual([0, 0, 0, 75, 75])
    expect(valuesOf('rfm_monetary_score', five)).toEqual([1, 1, 1, 4, 4])
    expect(valuesOf('rfm_frequency_score', five)).toEqual([1, 1, 1, 1, 1])
    expect(valuesOf('rfm_recency_score', five)).toEqual([1, 1, 1, 1, 1])
  })

  test('the most recent, and those with most orders, are best', () => {
    const four = people([bought(100, 400)], [bought(100, 3), bought(100, 90)], [bought(100, 30), bought(1, 40), bought(1, 50)], [bought(100, 200)])
    expect(valuesOf('rfm_recency_score', four)).toEqual([1, 5, 4, 2])
    expect(valuesOf('rfm_frequency_score', four)).toEqual([1, 4, 5, 1])
  })

  test('with nobody to compare with everyone stands lowest; two are worst and best; without an order there is no place', () => {
    expect([valuesOf('spend_percentile', people([bought(900)])), valuesOf('rfm_recency_score', people([bought(900)]))]).toEqual([[0], [1]])
    expect(cuts(people([bought(900)]))).toEqual({ spend: [], recency: [], frequency: [] })
    const few = people([], [bought(900)], [bought(901)])
    expect([valuesOf('spend_percentile', few), valuesOf('rfm_monetary_score', few)]).toEqual([[null, 0, 100], [null, 1, 5]])
  })

  test('only orders that count, after refunds, by now; of whom not all can be read is left out', () => {
    const refund = { at: now - DAY, amount: 950 }
    const some = people(
      [bought(100)], [bought(1000, 9, { details: details(1000, { currentTotal: 50, refunds: [refund] }) })], [bought(9000, 8, { test: true })], [bought(9000, 7, { cancelledAt: now - DAY })],
      [bought(200), bought(9000, -1)],
    )
    expect(valuesOf('spend_percentile', some)).toEqual([50, 0, null, null, 100])
    const older = [...some, { ...people([bought(10)])[0]!, customer: customer(9, { numberOfOrders: 7 }) }]
    expect(sameCuts(cuts(older, now - 60 * DAY), cuts(some))).toBe(true)
    expect(sameCuts(cuts(older), cuts(some))).toBe(false)
  })

  test('rows that stand elsewhere are not counted twice', () => {
    const all = people([bought(100)], [bought(200)], [bought(300)])
    const split = cutsOf([{ block: blockOf(all, shop), counts: (row) => row !== 1 }, { block: blockOf([all[1]!], shop), counts: () => true }], { now, historyFrom: null })
    expect(split).toEqual(cuts(all))
  })

  test('as it is defined, for any store', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 25 }), (spent) => {
      const of = people(...spent.map((total) => [bought(total)]))
      const expected = spent.map((own) => Math.floor((100 * spent.filter((one) => one < own).length) / (spent.length - 1)))
      expect(valuesOf('spend_percentile', of)).toEqual(expected)
      expect(valuesOf('rfm_monetary_score', of)).toEqual(expected.map((percent) => Math.min(5, 1 + Math.floor(percent / 20))))
    }), { seed: 20261122, numRuns: 40 })
  })
})

describe('rules', () => {
  const five = people([], [bought(100, 400)], [bought(200, 300)], [bought(300, 200)], [bought(400, 100)])

  test.each<[string, string]>([
    ['spend_percentile >= 33', 'n n y y y'], ['spend_percentile > 33', 'n n n y y'], ['spend_percentile < 33', 'n y n n n'], ['spend_percentile != 33', 'y y n y y'],
    ['spend_percentile BETWEEN 1 AND 99', 'n n y y n'], ['spend_percentile NOT BETWEEN 1 AND 99', 'y y n n y'], ['spend_percentile >= 0', 'n y y y y'], ['spend_percentile <= 100', 'n y y y y'],
    ['spend_percentile = 50', 'n n n n n'], ['spend_percentile IS NOT NULL', 'n y y y y'], ['rfm_recency_score IN (1, 5)', 'n y n n y'], ['rfm_recency_score NOT IN (1, 5)', 'y n y y n'],
    ['rfm_recency_score <= 2', 'n y y n n'], ['rfm_frequency_score = 1', 'n y y y y'], ['rfm_frequency_score >= 2', 'n n n n n'], ['NOT rfm_monetary_score >= 4', 'y y y n n'],
  ])('%s', (rule, expected) => {
    expect(said(rule, five).map((answer) => answer[0]).join(' ')).toBe(expected)
  })

  test('without cut points it is unknown, but not whether there is an order', () => {
    expect(said('spend_percentile >= 50', five, { made: null })).toEqual(['no', 'unknown', 'unknown', 'unknown', 'unknown'])
    expect(said('rfm_recency_score IS NULL', five, { made: null })).toEqual(['yes', 'no', 'no', 'no', 'no'])
  })

  test('time alone changes nothing, an order does', () => {
    const made = cuts(five)
    for (const rule of ['spend_percentile >= 33', 'rfm_recency_score <= 2', 'rfm_frequency_score = 1']) {
      const understood = understand(rule)
      if (!understood.ok) throw new Error(rule)
      const program = programOf(understood.plan, { ...shop, ...{ cutPoints: made } })
      expect(answersOf(program, blockOf(five, shop), now).map(({ until }) => until)).toEqual(five.map(() => Infinity))
      expect(said(rule, five, { made, at: now + 4000 * DAY })).toEqual(said(rule, five, { made }))
    }
    const again = five.map((one) => ({ ...one, orders: [...one.orders, bought(1000, 0)] }))
    expect(said('rfm_recency_score = 5', again, { made })).toEqual(['yes', 'yes', 'yes', 'yes', 'yes'])
    expect(said('spend_percentile = 100', again, { made })).toEqual(['yes', 'yes', 'yes', 'yes', 'yes'])
  })
})
