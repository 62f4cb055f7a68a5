// What can be said of a sum when part of it is out of sight.
import { expect, test } from 'vitest'
import { judge, leastTally } from '#app/core/evaluate/having.ts'
import { compileHaving } from '#app/core/plan/compile-range.ts'
import { NOTHING } from '#app/core/evaluate/tally.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'

const counted = (count: number) => ({ ...NOTHING, count })
const range = (min: number, max: number, negated = false) => [{ of: 'count' as const, min, max, negated }]

test.each([
  ['reached', range(2, Infinity), 2, YES], ['not reached yet', range(2, Infinity), 1, UNKNOWN], ['still below the most', range(-Infinity, 3), 3, UNKNOWN],
  ['above the most', range(-Infinity, 3), 4, NO], ['above what it must not be', range(1, 3, true), 4, YES], ['open', range(-Infinity, Infinity), 0, YES],
  ['never open', range(5, 4), 0, NO], ['out of reach', range(Infinity, Infinity), 0, NO],
])('%s', (_, having, count, answer) => {
  expect(judge(having, counted(count), true)).toBe(answer)
})

test('what is least enough', () => {
  expect(leastTally([...range(2, Infinity), ...range(3, Infinity)])).toMatchObject({ count: 3, sumAmount: -Infinity, distinctYears: -Infinity })
  expect(leastTally(range(2, 9))).toBeNull()
})

test('quotients are compared exactly, and nothing is said of them while events may be missing', () => {
  const average = (value: string, inclusive: boolean) => [compileHaving({ of: 'averageAmount', range: { min: { value, inclusive }, max: null }, negated: false }, 2)]
  // 10.01 by 3 is a little more than 3.3366666666666666.
  const tally = { ...NOTHING, count: 3, sumAmount: 1001 }
  expect(judge(average('3.3366666666666666', false), tally, false)).toBe(YES)
  expect(judge(average('3.3366666666666667', true), tally, false)).toBe(NO)
  expect(judge(average('3', true), tally, true)).toBe(UNKNOWN)
  expect(judge(average('-1', true), NOTHING, false)).toBe(NO)
  const third = [compileHaving({ of: 'shareOfSpend', range: { min: { value: '0.1', inclusive: true }, max: { value: '0.1', inclusive: true } }, negated: false }, 2)]
  expect(judge(third, { ...NOTHING, sumLineAmount: 3, spend: 30 }, false)).toBe(YES)
})
