// One row answers the same alone as among many, alone as with other rules, and whatever order its facts came in.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duesOf, evaluateAll, membersOf } from '#app/core/evaluate/evaluate.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { planNear } from '#tests/core/laws/arbitrary-plan.ts'
import { ANSWERS, answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'

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
      for (const { member, until } of [together.of(index), together.of(index + programs.length)]) {
        expect([...until]).toEqual(whole.map((row) => row.until))
        expect(member).toEqual(masks[index])
      }
    })
  }), { seed: 3, numRuns: 300 })
}, 120_000)

/** So many rows that columns are worked out for all of them at once, and products looked up from the lines. */
const CROWD = 80

test('in a crowd as alone, and due with the first that turns', () => {
  fc.assert(fc.property(asked, ({ shop, now, people, plans }) => {
    const programs = plans.map((plan) => programOf(plan, shop))
    const crowd = Array.from({ length: CROWD }, (_, row) => ({ ...people[row % people.length]!, customer: { ...people[row % people.length]!.customer, number: row + 1 } }))
    const block = blockOf(crowd, shop)
    const each = evaluateAll(programs, block, now)
    const { members, dueAt } = duesOf(programs, block, now)
    programs.forEach((program, index) => {
      const alone = people.map((person) => answersOf(program, blockOf([person], shop), now)[0]!)
      crowd.forEach((_, row) => expect([row, each.memberOf(index, row), each.untilOf(index, row)]).toEqual([row, ANSWERS.indexOf(alone[row % people.length]!.answer), alone[row % people.length]!.until]))
      expect(members[index]).toEqual(each.of(index).member)
      expect(membersOf(programs, block, now)[index]).toEqual(each.of(index).member)
    })
    expect([...dueAt]).toEqual(crowd.map((_, row) => Math.min(...programs.map((_, index) => each.untilOf(index, row)))))
  }), { seed: 4, numRuns: Number(process.env.LAW_RUNS ?? 300) })
}, 120_000)

/** Tests stay tied from one small block to the next: nothing of the one before may be left. */
test('one block after another as each by itself, at any instants', () => {
  fc.assert(fc.property(asked, fc.array(fc.tuple(fc.nat(), fc.integer({ min: -400, max: 400 })), { minLength: 2, maxLength: 12 }), ({ shop, now, people, plans }, turns) => {
    const programs = plans.map((plan) => programOf(plan, shop))
    const blocks = [...people.map((person) => blockOf([person], shop)), blockOf(people, shop), blockOf([], shop)]
    for (const [which, days] of turns) {
      const block = blocks[which % blocks.length]!
      const at = now + days * 43_200_000
      const byItself = evaluateAll([...programs], block, at)
      expect(evaluateAll(programs, block, at)).toEqual(byItself)
      expect(membersOf(programs, block, at)).toEqual(programs.map((_, index) => byItself.of(index).member))
    }
  }), { seed: 5, numRuns: Number(process.env.LAW_RUNS ?? 300) })
}, 120_000)
