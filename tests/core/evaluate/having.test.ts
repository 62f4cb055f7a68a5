// What can be said of a sum when part of it is out of sight.
import { expect, test } from 'vitest'
import { judge, leastTally } from '#app/core/evaluate/having.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'

const counted = (count: number) => ({ count, sumAmount: 0, sumQuantity: 0 })
const range = (min: number, max: number, negated = false) => [{ of: 'count' as const, min, max, negated }]

test.each([
  ['reached', range(2, Infinity), 2, YES], ['not reached yet', range(2, Infinity), 1, UNKNOWN], ['still below the most', range(-Infinity, 3), 3, UNKNOWN],
  ['above the most', range(-Infinity, 3), 4, NO], ['above what it must not be', range(1, 3, true), 4, YES], ['open', range(-Infinity, Infinity), 0, YES],
  ['never open', range(5, 4), 0, NO], ['out of reach', range(Infinity, Infinity), 0, NO],
])('%s', (_, having, count, answer) => {
  expect(judge(having, counted(count), true)).toBe(answer)
})

test('what is least enough', () => {
  expect(leastTally([...range(2, Infinity), ...range(3, Infinity)])).toEqual({ count: 3, sumAmount: -Infinity, sumQuantity: -Infinity })
  expect(leastTally(range(2, 9))).toBeNull()
})
