// `months_ago` is the number of calendar months between an event's and now's, however it is compared, and its answer lasts until a month begins that changes it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { order } from '#tests/core/facts/people.ts'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'
import { ERAS } from '#tests/core/laws/zones.ts'
import { today } from '#app/core/naive/calendar.ts'
import { localClock } from '#app/engine/local-clock.ts'

const DAY = 86_400_000

function monthsBetween(zone: string, at: number, now: number): number {
  const [from, to] = [at, now].map((instant) => new Date(today(localClock(zone), instant) * DAY))
  return (to!.getUTCFullYear() - from!.getUTCFullYear()) * 12 + to!.getUTCMonth() - from!.getUTCMonth()
}

const count = fc.integer({ min: 0, max: 15 })
type Asked = readonly [test: string, holds: (ago: number) => boolean]
const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.tuple(fc.constantFrom<readonly [string, (ago: number, n: number) => boolean]>(['=', (ago, n) => ago === n], ['!=', (ago, n) => ago !== n], ['>', (ago, n) => ago > n], ['>=', (ago, n) => ago >= n], ['<', (ago, n) => ago < n], ['<=', (ago, n) => ago <= n]), count)
    .map(([[sign, holds], n]): Asked => [`${sign} ${n}`, (ago) => holds(ago, n)]),
  fc.tuple(count, count).map(([low, high]): Asked => [`BETWEEN ${low} AND ${high}`, (ago) => low <= ago && ago <= high]),
  fc.tuple(count, count).map(([low, high]): Asked => [`NOT BETWEEN ${low} AND ${high}`, (ago) => low > ago || ago > high]),
  fc.array(count, { minLength: 1, maxLength: 4 }).map((some): Asked => [`IN (${some.join(', ')})`, (ago) => some.includes(ago)]),
  fc.array(count, { minLength: 1, maxLength: 4 }).map((some): Asked => [`NOT IN (${some.join(', ')})`, (ago) => !some.includes(ago)]),
)

test.each(ERAS)('in $zone', ({ zone, around }) => {
  const instants = fc.tuple(fc.integer({ min: -400, max: 20 }), fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: DAY })).map(([event, now, by]) => ({ at: around + event * DAY + by, now: around + now * DAY })).filter(({ at, now }) => at <= now)
  fc.assert(fc.property(asked, instants, ([comparison, holds], { at, now }) => {
    const [answer, until] = verdictOf(`orders_placed MATCHES (months_ago ${comparison})`, { now, zone, orders: [order(at)] })
    const here = holds(monthsBetween(zone, at, now))
    expect(answer).toBe(here ? 'yes' : 'no')
    if (until === Infinity) expect(holds(10_000)).toBe(here)
    else expect([holds(monthsBetween(zone, at, until - 1)), holds(monthsBetween(zone, at, until))]).toEqual([here, !here])
  }), { seed: 11, numRuns: 150 })
})
