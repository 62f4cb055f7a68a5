import { expect, test } from 'vitest'
import { rateLimit } from '#app/server/rate-limit.ts'

test('a sender has a burst, then what time gives back; others are not touched', () => {
  let now = 0
  const limit = rateLimit({ burst: 3, perSecond: 1, senders: 10, now: () => now })
  expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([true, true, true, false])
  expect(limit.take('b')).toBe(true)
  now = 999
  expect(limit.take('a')).toBe(false)
  now = 2_500
  expect([1, 2, 3].map(() => limit.take('a'))).toEqual([true, true, false])
})

test('asking in vain does not put off the next token', () => {
  let now = 0
  const limit = rateLimit({ burst: 1, perSecond: 1, senders: 10, now: () => now })
  limit.take('a')
  const taken = Array.from({ length: 16 }, () => {
    now += 125
    return limit.take('a')
  })
  expect(taken.filter(Boolean)).toHaveLength(2)
})

test('only so many senders are remembered', () => {
  const limit = rateLimit({ burst: 1, perSecond: 0, senders: 2, now: () => 0 })
  expect(['a', 'b', 'c'].map((sender) => limit.take(sender))).toEqual([true, true, true])
  expect([limit.take('c'), limit.take('b'), limit.take('a')]).toEqual([false, false, true])
})
