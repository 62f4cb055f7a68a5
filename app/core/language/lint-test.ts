// Warnings about one test by itself: what can never match, or always does.
import type { Moment } from '#app/core/vocabulary/dates.ts'
import { compareDecimals } from './decimal.ts'
import type { Asked, CheckContext, Value } from './meaning.ts'
import { say } from './problem.ts'
import type { Test as Written } from './syntax.ts'

export function lintTest({ negated, test }: Asked, written: Written, { report }: CheckContext): void {
  if (written.kind === 'between') {
    if (test.kind === 'range' && test.from && test.to && isAfter(test.from.value, test.to.value)) {
      const place = { start: written.low.start, end: written.high.end }
      report(place, negated ? say.alwaysMatches('the first value is larger than the second.') : say.neverMatches('the first value is larger than the second.', swapped(written)))
    }
  }
  if (test.kind !== 'is') return
  const [first] = test.values
  if (first?.kind === 'moment' && first.moment.kind === 'duration') {
    const why = 'hours and minutes from now name an instant, not a span. Compare with > or <.'
    report(written.sign, negated ? say.alwaysMatches(why) : say.neverMatches(why))
  }
}

function swapped(written: Extract<Written, { kind: 'between' }>): string | undefined {
  const { low, high } = written
  return low.kind === 'figure' && high.kind === 'figure' ? `${high.text} AND ${low.text}` : undefined
}

/** True only when it is certain for every instant and every store. */
function isAfter(low: Value, high: Value): boolean {
  if (low.kind === 'number' && high.kind === 'number') return compareDecimals(low.number, high.number) > 0
  if (low.kind !== 'moment' || high.kind !== 'moment') return false
  if (low.moment.kind === 'duration' && high.moment.kind === 'duration') return low.moment.ms > high.moment.ms
  if (low.moment.kind === 'offset' && high.moment.kind === 'offset') return reach(low.moment)[0] > reach(high.moment)[1]
  const from = dayNumber(low.moment)
  const to = dayNumber(high.moment)
  return from !== null && to !== null && from > to
}

const SHORTEST = { d: 1, w: 7, m: 28, y: 365 } as const
const LONGEST = { d: 1, w: 7, m: 31, y: 366 } as const

/** The fewest and the most days from today that an offset can be. */
function reach({ count, unit }: Extract<Moment, { kind: 'offset' }>): readonly [number, number] {
  const ends = [count * SHORTEST[unit], count * LONGEST[unit]] as const
  return count < 0 ? [ends[1], ends[0]] : ends
}

/** Absolute dates in calendar order, by day; null for those that move. */
function dayNumber(moment: Moment): number | null {
  return moment.kind === 'day' || moment.kind === 'datetime' ? (moment.year * 100 + moment.month) * 100 + moment.day : null
}
