// AND and OR of answers that turn at known instants: bounds are never too late, and what is called exact is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combineAnswers, combineBounds, negateAnswers } from '#app/core/evaluate/combine.ts'
import { answersFor, everyRow } from '#app/core/evaluate/scan.ts'
import type { Answers } from '#app/core/evaluate/scan.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'

const all = [NO, YES, UNKNOWN]
const and = (a: number, b: number): number => (a === NO || b === NO ? NO : a === UNKNOWN || b === UNKNOWN ? UNKNOWN : YES)
const or = (a: number, b: number): number => (a === YES || b === YES ? YES : a === UNKNOWN || b === UNKNOWN ? UNKNOWN : NO)

function answering(memberships: readonly number[]): Answers {
  const answers = answersFor(memberships.length)
  answers.answer.set(memberships)
  return answers
}

test('three-valued tables', () => {
  for (const a of all) for (const b of all) for (const [ruler, table] of [[NO, and], [YES, or]] as const) {
    // Nine entries: two words and a part of a third, each entry on its own.
    const left = answering(Array.from({ length: 9 }, (_, entry) => (entry % 2 === 0 ? a : NO)))
    combineAnswers(ruler, left, answering(Array.from({ length: 9 }, (_, entry) => (entry % 2 === 0 ? b : YES))), left, 9)
    expect([a, b, ...left.answer.subarray(0, 9)]).toEqual([a, b, ...Array.from({ length: 9 }, (_, entry) => (entry % 2 === 0 ? table(a, b) : table(NO, YES)))])
  }
  const answers = answering([NO, YES, UNKNOWN, YES, NO])
  negateAnswers(answers, answers, 5)
  expect([...answers.answer.subarray(0, 5)]).toEqual([YES, NO, UNKNOWN, NO, YES])
})

/** Answers at instants 0, 1, 2, ..., the last one for ever. */
const timeline = fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 5 })
const turnOf = (line: readonly number[]): number => {
  const turn = line.findIndex((answer) => answer !== line[0])
  return turn === -1 ? Infinity : turn
}

test('bounds of AND and OR', () => {
  fc.assert(fc.property(timeline, timeline, fc.constantFrom(NO, YES), fc.boolean(), fc.boolean(), (one, other, ruler, oneExact, otherExact) => {
    const table = ruler === NO ? and : or
    const whole = Array.from({ length: 5 }, (_, now) => table(one[Math.min(now, one.length - 1)]!, other[Math.min(now, other.length - 1)]!))
    const side = (line: readonly number[], exact: boolean) => {
      const answers = answersFor(1)
      answers.answer[0] = line[0]!
      // A bound that is not exact may be early.
      answers.bound[0] = exact ? turnOf(line) : Math.min(turnOf(line), 1)
      answers.exact[0] = +exact
      answers.timed = true
      return answers
    }
    const left = side(one, oneExact)
    const right = side(other, otherExact)
    combineBounds(ruler, left, right, left, everyRow(1))
    combineAnswers(ruler, left, right, left, 1)
    expect(left.answer[0]).toBe(whole[0])
    expect(left.bound[0]).toBeGreaterThan(0)
    expect(left.bound[0]).toBeLessThanOrEqual(turnOf(whole))
    if (left.exact[0]) expect(left.bound[0]).toBe(turnOf(whole))
  }), { seed: 2, numRuns: 5000 })
})
