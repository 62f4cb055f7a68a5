// Dates in metafields, birthdays, ages, addresses and metrics: the columns answer what a naive reckoning answers, and each answer stands until exactly `until`.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import type { CustomerFacts, OrderFacts } from '#app/core/facts/facts.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { customer, details, line, order } from '#tests/core/facts/people.ts'
import { bornFact, cutPoints, fieldTest, momentsNear, PATH, place } from '#tests/core/laws/arbitrary-fields.ts'
import type { Era } from '#tests/core/laws/arbitrary-fields.ts'
import { answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'
import { ERAS } from '#tests/core/laws/zones.ts'
import { startOfDay, today } from '#app/core/naive/calendar.ts'
import { answer as naive } from '#app/core/naive/answer.ts'
import type { NaiveShop, Person } from '#app/core/naive/answer.ts'
import { localClock } from '#app/engine/local-clock.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 100)
const seed = Number(process.env.LAW_SEED ?? 20261122)
const DAY = 86_400_000

const eras: Arbitrary<Era> = fc.constantFrom(...ERAS,
  { zone: 'Europe/Dublin', around: Date.UTC(2026, 9, 25, 1) }, { zone: 'America/New_York', around: Date.UTC(2026, 10, 1, 5) },
  { zone: 'UTC', around: Date.UTC(2028, 1, 29) }, { zone: 'Europe/Dublin', around: Date.UTC(2027, 1, 28) }, { zone: 'Pacific/Apia', around: Date.UTC(2026, 11, 31, 10) })

const rule = (era: Era): Arbitrary<PlanNode> => fc.oneof(
  { weight: 4, arbitrary: fieldTest(era) },
  { weight: 1, arbitrary: fieldTest(era).map((of): PlanNode => ({ kind: 'not', of })) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.tuple(fieldTest(era), fieldTest(era)) }) })

const orders = (era: Era): Arbitrary<OrderFacts[]> => fc.array(fc.record({
  at: momentsNear(era, 40), total: fc.constantFrom(0, 500, 1000, 999), refunded: fc.constantFrom(0, 0, 250, 500), late: fc.integer({ min: 0, max: 30 * DAY }), edit: fc.constantFrom(0, 0, 1),
  discounts: fc.constantFrom(0, 100), cancelled: fc.constantFrom(null, null, null, 5 * DAY), test: fc.constantFrom(false, false, false, true), products: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
}).map(({ at, total, refunded, late, edit, discounts, cancelled, test: isTest, products }) => order(at, {
  total, test: isTest, cancelledAt: cancelled === null ? null : at + cancelled, lines: products.map((product) => line(product)),
  details: details(total, { currentTotal: total - refunded - edit, discounts, refunds: refunded === 0 ? [] : [{ at: at + late, amount: refunded }], lines: products.map(() => ({ variant: null, sku: null })) }),
})), { maxLength: 5 })

function customerNear(era: Era): Arbitrary<CustomerFacts> {
  return fc.record({ born: bornFact(era), places: fc.array(place, { maxLength: 2 }), hasNote: fc.boolean(), numberOfOrders: fc.integer({ min: 0, max: 5 }) }).map(({ born: fact, ...facts }) =>
    customer(1, { ...facts, metafields: fact === null ? {} : { [PATH]: fact } }))
}

interface Scene { readonly shop: NaiveShop, readonly now: number, readonly person: Person, readonly root: PlanNode, readonly later: readonly number[] }

const scene: Arbitrary<Scene> = eras.chain((era) => fc.record({
  shop: fc.record({ zone: fc.constant(localClock(era.zone)), currency: fc.constantFrom('EUR', 'JPY'), historyFrom: fc.constantFrom(null, null, era.around), productsKnown: fc.constant(true), products: fc.constant(new Map()), cutPoints: cutPoints(era) }),
  now: momentsNear(era, 60), root: rule(era), later: fc.array(fc.integer({ min: 1, max: 9 * 366 * DAY }).map((by) => era.around + by), { maxLength: 8 }),
  person: fc.record({ customer: customerNear(era), orders: orders(era), checkouts: fc.constant([]) }),
}))

test('the columns agree with a naive reckoning', () => {
  fc.assert(fc.property(scene, ({ shop, now, person, root }) => {
    const [{ answer }] = answersOf(programOf({ root, fingerprint: '' }, shop), blockOf([person], shop), now) as [{ answer: string, until: number }]
    expect(answer).toBe(naive(root, person, shop, now))
  }), { seed, numRuns: RUNS * 5 })
}, 60_000)

test('an answer stands until `until`, and there it differs', () => {
  fc.assert(fc.property(scene, ({ shop, now, person, root, later }) => {
    const program = programOf({ root, fingerprint: '' }, shop)
    const block = blockOf([person], shop)
    const [first] = answersOf(program, block, now) as [{ answer: string, until: number }]
    const { answer, until } = first
    expect(until).toBeGreaterThan(now)
    if (until < Infinity) expect(naive(root, person, shop, until)).not.toBe(answer)
    const events = person.orders.flatMap(({ at, cancelledAt, details: more }) => [at, cancelledAt ?? at, ...(more?.refunds ?? []).map((refund) => refund.at)])
    const midnights = [...later, now, now + DAY, now + 30 * DAY].map((instant) => startOfDay(shop.zone, today(shop.zone, instant) + 1))
    for (const instant of [until - 1, ...events, ...later, ...midnights, ...midnights.map((at) => at - 1)]) {
      if (instant <= now || instant >= until || instant === Infinity) continue
      expect([instant, naive(root, person, shop, instant)]).toEqual([instant, answer])
      expect(answersOf(program, block, instant)[0]).toEqual(first)
    }
  }), { seed, numRuns: RUNS })
}, 60_000)
