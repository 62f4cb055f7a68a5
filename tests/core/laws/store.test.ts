// On a store with a past, people look like customers do: the evaluator and the oracle agree there too, with and without all orders.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedStore } from '#simulator/store/seed-store.ts'
import { fromStore } from '#tests/oracle/from-store.ts'
import { answer } from '#app/core/naive/answer.ts'
import { planNear } from '#tests/core/laws/arbitrary-plan.ts'
import { answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'

const DAY = 86_400_000
const now = Date.parse('2026-11-22T11:00:00Z')

test.each([null, now - 60 * DAY])('history from %s', (historyFrom) => {
  const { shop, people } = fromStore(seedStore({ seed: 5, customers: 150, now }), historyFrom)
  const everybody = [...people.values()]
  const block = blockOf(everybody, shop)
  fc.assert(fc.property(planNear(now), fc.integer({ min: -500, max: 100 }), (plan, days) => {
    const instant = now + days * DAY
    const answers = answersOf(programOf(plan, shop), block, instant)
    expect(answers.map((row) => row.answer)).toEqual(everybody.map((person) => answer(plan.root, person, shop, instant)))
  }), { seed: 6, numRuns: 120 })
}, 120_000)
