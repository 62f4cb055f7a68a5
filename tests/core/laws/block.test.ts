// One row answers the same alone as among many, alone as with other rules, and whatever order its facts came in.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateAll, membersOf } from '#app/core/evaluate/evaluate.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { planNear } from '#tests/core/laws/arbitrary-plan.ts'
import { answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'

const asked = scene({ min: 1, max: 8 }).chain((made) => fc.record({
  shop: fc.constant(made.shop), now: fc.constant(made.now), people: fc.constant(made.people),
  plans: fc.array(planNear(made.now), { minLength: 1, maxLength: 3 }),
  shuffled: fc.shuffledSubarray([...made.people], { minLength: made.people.length }),
}))

test('alone, among others, beside other rules, in any order', () => {
  fc.assert(fc.property(asked, ({ shop, now, people, plans, shuffled }) => {
    const programs = plans.map((plan) => programOf(plan, shop))
    const block = blockOf(people, shop)
    const together = evaluateAll([...programs, ...programs], block, now)
    const masks = membersOf(programs, block, now)
    const mixed = blockOf(shuffled.map(({ customer, orders, checkouts }) => ({ customer, orders: orders.toReversed(), checkouts: checkouts.toReversed() })), shop)
    programs.forEach((program, index) => {
      const whole = answersOf(program, block, now)
      expect(answersOf(program, mixed, now)).toEqual(whole)
      expect(people.flatMap((person) => answersOf(program, blockOf([person], shop), now))).toEqual(whole)
      for (const { member, until } of [together[index]!, together[index + programs.length]!]) {
        expect([...until]).toEqual(whole.map((row) => row.until))
        expect(member).toEqual(masks[index])
      }
    })
  }), { seed: 3, numRuns: 300 })
}, 120_000)
