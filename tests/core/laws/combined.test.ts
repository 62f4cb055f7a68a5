// Everything a rule can ask in one tree: events, sequences, histories, metrics, scores, metafields and addresses together answer what the two naive reckonings say of each, and until when.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { cutPoints, fieldTest, metafields, place } from '#tests/core/laws/arbitrary-fields.ts'
import { testNear } from '#tests/core/laws/arbitrary-plan.ts'
import { answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'
import { naive } from '#tests/core/laws/fields-naive.ts'
import type { ScoredShop } from '#tests/core/laws/scores-naive.ts'
import { startOfDay, today } from '#tests/oracle/calendar.ts'
import { answer } from '#tests/oracle/oracle.ts'
import type { Answer, Person } from '#tests/oracle/oracle.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 150)
const seed = Number(process.env.LAW_SEED ?? 20261201)
const DAY = 86_400_000
const FIELDS: ReadonlySet<PlanNode['kind']> = new Set(['flag', 'place', 'metric', 'score', 'metafield', 'anniversary', 'age'] as const)

function combined(node: PlanNode, person: Person, shop: ScoredShop, now: number): Answer {
  const { createdAt } = person.customer
  return createdAt !== null && createdAt > now ? 'no' : answerOf(node, person, shop, now)
}

function answerOf(node: PlanNode, person: Person, shop: ScoredShop, now: number): Answer {
  switch (node.kind) {
    case 'all':
    case 'any': {
      const [decides, otherwise] = node.kind === 'all' ? (['no', 'yes'] as const) : (['yes', 'no'] as const)
      const answers = node.of.map((one) => answerOf(one, person, shop, now))
      return answers.includes(decides) ? decides : answers.includes('unknown') ? 'unknown' : otherwise
    }
    case 'not': return ({ yes: 'no', no: 'yes', unknown: 'unknown' } as const)[answerOf(node.of, person, shop, now)]
    default: return FIELDS.has(node.kind) ? naive(node, person, shop, now) : answer(node, person, shop, now)
  }
}

/** At least two tests of each kind of reckoning, as deep as the depth of three goes. */
function treeNear(zone: string, around: number): Arbitrary<PlanNode> {
  const { node } = fc.letrec<{ node: PlanNode }>((tie) => ({
    node: fc.oneof({ maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: testNear(around) },
      { weight: 3, arbitrary: fieldTest({ zone, around }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('node'), { minLength: 2, maxLength: 4 }) }) },
      { weight: 1, arbitrary: tie('node').map((of): PlanNode => ({ kind: 'not', of })) }),
  }))
  const both = fc.tuple(testNear(around), fieldTest({ zone, around }), node)
  return fc.tuple(fc.constantFrom('all' as const, 'any' as const), both, fc.boolean()).map(([kind, of, turned]): PlanNode => (turned ? { kind: 'not', of: { kind, of } } : { kind, of }))
}

const asked = scene({ min: 1, max: 3 }).chain(({ shop, now, people, instant }) => {
  const era = { zone: shop.zone, around: now }
  const more = fc.record({ metafields: metafields(era), places: fc.array(place, { maxLength: 2 }) })
  return fc.record({
    shop: cutPoints(era).map((cuts): ScoredShop => ({ ...shop, cutPoints: cuts })),
    now: fc.constant(now), root: treeNear(shop.zone, now), later: fc.array(instant, { maxLength: 6 }),
    people: fc.tuple(...people.map((person) => more.map((facts): Person => ({ ...person, customer: { ...person.customer, ...facts } })))),
  })
})

test('the columns agree with the naive reckonings', () => {
  fc.assert(fc.property(asked, ({ shop, now, people, root }) => {
    const answers = answersOf(programOf({ root, fingerprint: '' }, shop), blockOf(people, shop), now)
    expect(answers.map((one) => one.answer)).toEqual(people.map((person) => combined(root, person, shop, now)))
  }), { seed, numRuns: RUNS * 3 })
}, Math.max(60_000, RUNS * 20))

test('an answer stands until `until`, and there it differs', () => {
  fc.assert(fc.property(asked, ({ shop, now, people: [person], root, later }) => {
    if (!person) return
    const program = programOf({ root, fingerprint: '' }, shop)
    const block = blockOf([person], shop)
    const first = answersOf(program, block, now)[0]!
    expect(first.until).toBeGreaterThan(now)
    if (first.until < Infinity) expect(combined(root, person, shop, first.until)).not.toBe(first.answer)
    const { orders, checkouts } = person
    const events = [...orders.flatMap(({ at, cancelledAt, details }) => [at, cancelledAt ?? at, ...(details?.refunds ?? []).map((refund) => refund.at)]), ...checkouts.flatMap(({ at, completedAt }) => [at, completedAt ?? at])]
    const midnights = [...later, now, now + DAY, now + 30 * DAY].map((instant) => startOfDay(shop.zone, today(shop.zone, instant) + 1))
    for (const instant of [first.until - 1, ...events, ...later, ...midnights, ...midnights.map((at) => at - 1), now + 3000 * DAY]) {
      if (instant <= now || instant >= first.until || instant === Infinity) continue
      expect([instant, combined(root, person, shop, instant)]).toEqual([instant, first.answer])
      expect(answersOf(program, block, instant)[0]).toEqual(first)
    }
  }), { seed, numRuns: RUNS })
}, Math.max(60_000, RUNS * 20))
