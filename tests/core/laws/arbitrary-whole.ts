// Random shops, histories and rules over the whole language: every kind of test may stand in one tree.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { MetafieldFact } from '#app/core/facts/facts.ts'
import type { NaiveDelegated, NaiveShop, Person } from '#app/core/naive/asked.ts'
import type { Plan, PlanTest } from '#app/core/plan/plan.ts'
import { counts } from '#tests/core/laws/arbitrary-events.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { bornFact, cutPoints, fieldTest, PATH, place, type Era } from '#tests/core/laws/arbitrary-fields.ts'
import { planOf, testNear } from '#tests/core/laws/arbitrary-plan.ts'

const VALUE = 'metafields.facts.value'
const CLAUSES = ['shopify_email.opened MATCHES ()', "store_credit_accounts MATCHES (balance > 5)", 'never asked']

/** A world, the rules asked of it, and instants to ask them at. */
export interface Whole {
  readonly shop: NaiveShop
  readonly people: readonly Person[]
  readonly plans: readonly Plan[]
  readonly instants: readonly number[]
}

const value: Arbitrary<MetafieldFact | null> = fc.constantFrom(
  null, { type: 'single_line_text_field', value: 'gold' }, { type: 'single_line_text_field', value: '5' }, { type: 'number_integer', value: '2' }, { type: 'number_integer', value: 'x' },
  { type: 'number_decimal', value: '2.50' }, { type: 'number_decimal', value: '-1' }, { type: 'boolean', value: 'true' }, { type: 'boolean', value: 'false' },
  { type: 'list.single_line_text_field', value: '["gold","silver"]' }, { type: 'list.number_integer', value: '[1,2]' }, { type: 'list.single_line_text_field', value: '[]' })

const metafieldTest: Arbitrary<PlanTest> = fc.oneof(
  fc.record({ as: fc.constant('present' as const) }),
  fc.record({ as: fc.constant('text' as const), values: fc.constantFrom(['gold'], ['5', 'silver'], ['2']) }),
  fc.record({ as: fc.constant('element' as const), value: fc.constantFrom('gold', '2', '3') }),
  fc.record({ as: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ as: fc.constant('number' as const), range: counts }),
).chain((is) => fc.constantFrom(VALUE, VALUE, PATH, 'metafields.facts.nobody').map((path): PlanTest => ({ kind: 'metafield', path, is })))

const delegatedTest: Arbitrary<PlanTest> = fc.constantFrom(...CLAUSES).map((clause) => ({ kind: 'delegated', clause }))

const wholeTest = (around: number, era: Era): Arbitrary<PlanTest> => fc.oneof(
  { weight: 8, arbitrary: testNear(around) }, { weight: 5, arbitrary: fieldTest(era) }, { weight: 1, arbitrary: metafieldTest }, { weight: 1, arbitrary: delegatedTest })

const delegatedAnswers = (people: readonly Person[], instant: Arbitrary<number>): Arbitrary<ReadonlyMap<string, NaiveDelegated>> =>
  fc.tuple(...CLAUSES.slice(0, 2).map(() => fc.record({
    members: fc.subarray(people.map(({ customer }) => customer.number)).map((numbers) => new Set(numbers)), knownBelow: fc.integer({ min: 0, max: 30 }), knownUntil: instant,
  }))).map((answers) => new Map(answers.map((one, index) => [CLAUSES[index] ?? '', one])))

const withFields = (person: Person, era: Era): Arbitrary<Person> =>
  fc.record({ born: bornFact(era), value, places: fc.option(fc.array(place, { maxLength: 2 })) }).map(({ born, value: given, places }) => ({
    ...person,
    customer: { ...person.customer, places: places ?? person.customer.places, metafields: { ...(born && { [PATH]: born }), ...(given && { [VALUE]: given }) } },
  }))

/** `instants` lie about the time of the shop and exactly at, and a millisecond beside, what happened there; never before the calendar begins. */
export const whole: Arbitrary<Whole> = scene({ min: 2, max: 4 }).chain(({ shop, now, people, instant }) => {
  const era = { zone: shop.zone.name, around: now }
  const happened = people.flatMap(({ customer, orders, checkouts }) => [customer.createdAt || now, ...orders.flatMap(({ at, cancelledAt, details }) => [at, cancelledAt ?? at, ...(details?.refunds ?? []).map((refund) => refund.at)]),
    ...checkouts.flatMap(({ at, completedAt }) => [at, completedAt ?? at])])
  const beside = fc.tuple(fc.constantFrom(...happened), fc.constantFrom(-1, 0, 0, 1)).map(([at, by]) => at + by)
  return fc.record({
    shop: fc.record({ cutPoints: cutPoints(era), delegated: delegatedAnswers(people, instant) }).map((more): NaiveShop => ({ ...shop, ...more })),
    people: fc.tuple(...people.map((person) => withFields(person, era))),
    plans: fc.array(planOf(wholeTest(now, era)), { minLength: 1, maxLength: 3 }),
    instants: fc.array(fc.oneof(instant, beside), { minLength: 1, maxLength: 4 }).map((some) => [now, ...some]),
  })
})
