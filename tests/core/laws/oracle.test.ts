// The columns answer what the naive oracle answers, for any plan, anybody and any instant; each answer stands until exactly `until`.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answer } from '#app/core/naive/answer.ts'
import { startOfDay, today } from '#app/core/naive/calendar.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { planNear } from '#tests/core/laws/arbitrary-plan.ts'
import { answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 400)
const seed = Number(process.env.LAW_SEED ?? 20261122)
const DAY = 86_400_000

const asked = (count: { min: number, max: number }) => scene(count).chain((made) => fc.record({
  ...made, shop: fc.constant(made.shop), now: fc.constant(made.now), people: fc.constant(made.people),
  plan: planNear(made.now), later: fc.array(made.instant, { maxLength: 12 }),
}))

test('the evaluator agrees with the oracle', () => {
  fc.assert(fc.property(asked({ min: 1, max: 6 }), ({ shop, now, people, plan }) => {
    const answers = answersOf(programOf(plan, shop), blockOf(people, shop), now)
    people.forEach((person, row) => expect(answers[row]!.answer).toBe(answer(plan.root, person, shop, now)))
  }), { seed, numRuns: RUNS * 3 })
}, 120_000)

test('an answer stands until `until`, and there it differs', () => {
  fc.assert(fc.property(asked({ min: 1, max: 1 }), ({ shop, now, people, plan, later }) => {
    const [person] = people as [typeof people[0]]
    const program = programOf(plan, shop)
    const block = blockOf(people, shop)
    const [{ answer: first, until }] = answersOf(program, block, now) as [ReturnType<typeof answersOf>[0]]
    expect(until).toBeGreaterThan(now)
    if (until < Infinity) expect(answer(plan.root, person, shop, until)).not.toBe(first)
    const lastDay = until < Infinity ? [until - 1, until - 1000] : []
    const day = today(shop.zone, now)
    const midnights = later.map((instant) => startOfDay(shop.zone, today(shop.zone, instant)))
    const moments = [...lastDay, ...later, ...midnights, ...midnights.map((at) => at - 1), startOfDay(shop.zone, day + 1),
      ...person.orders.flatMap(({ at, cancelledAt, details }) => [at, cancelledAt ?? at, at + 30 * DAY, ...(details?.refunds ?? []).map((refund) => refund.at)]),
      ...person.checkouts.flatMap(({ at, completedAt }) => [at, completedAt ?? at]), now + 3000 * DAY]
    for (const instant of moments) {
      if (instant <= now || instant >= until) continue
      expect([instant, answer(plan.root, person, shop, instant)]).toEqual([instant, first])
      expect(answersOf(program, block, instant)[0]).toEqual({ answer: first, until })
    }
  }), { seed, numRuns: RUNS })
}, 120_000)
