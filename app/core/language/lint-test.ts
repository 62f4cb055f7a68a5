// Warnings about one test by itself: what can never match, or always does.
import type { Moment } from '#app/core/vocabulary/dates.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import { compareDecimals } from './decimal.ts'
import type { Asked, CheckContext, Value } from './meaning.ts'
import { say } from './problem.ts'
import type { Report, Wording } from './problem.ts'
import type { Test as Written } from './syntax.ts'

export function lintTest(asked: Asked, written: Written, subject: Subject, { report }: CheckContext): void {
  const { negated, test } = asked
  const idle = (why: string, replacement?: string): Wording => (negated ? say.alwaysMatches(why) : say.neverMatches(why, replacement))
  if (test.kind === 'range') {
    if (written.kind === 'between') lintEnds(asked, written, subject, { report, idle })
    else if (subject.type.kind === 'date' && subject.type.yearly) report(written.sign, say.openAnniversary())
  }
  if (test.kind !== 'is') return
  const [first] = test.values
  if (!first) report(written.sign, idle('the list is empty.'))
  else if (first.kind === 'moment' && first.moment.kind === 'duration') report(written.sign, idle('hours and minutes from now name an instant, not a span. Compare with > or <.'))
}

interface Ends {
  readonly report: Report
  /** For a test that nothing passes. */
  readonly idle: (why: string, replacement?: string) => Wording
}

function lintEnds({ test, negated }: Asked, written: Between, { type, name }: Subject, { report, idle }: Ends): void {
  if (test.kind !== 'range' || !test.from || !test.to) return
  const [low, high] = [test.from.value, test.to.value]
  // From Christmas to Epiphany the year turns.
  if (!isAfter(low, high) || (type.kind === 'date' && type.yearly && isAbsolute(low))) return
  if (type.kind === 'integer' && type.cyclic && type.max !== undefined && low.kind === 'number' && high.kind === 'number') {
    const list = `${negated ? 'NOT IN' : 'IN'} (${[...numbers(low.number, type.max), ...numbers(type.min ?? 0, high.number)].join(', ')})`
    report({ start: written.sign.start, end: written.high.end }, { ...idle(`the first value is larger than the second. Name what you mean: ${name} ${list}.`), replacement: list })
    return
  }
  report({ start: written.low.start, end: written.high.end }, idle('the first value is larger than the second.', swapped(written)))
}

type Between = Extract<Written, { kind: 'between' }>

/** Whole numbers, both ends included. */
function numbers(from: string | number, to: string | number): readonly number[] {
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => Number(from) + at)
}

function swapped({ low, high }: Between): string | undefined {
  return low.kind === 'figure' && high.kind === 'figure' ? `${high.text} AND ${low.text}` : undefined
}

function isAbsolute(value: Value): boolean {
  return value.kind === 'moment' && dayNumber(value.moment) !== null
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
