// Whether the yearly return of a date in a metafield lies in a window, and when that changes.
import { civilOfDay, dayOfCivil } from '#app/core/calendar/civil.ts'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import { nobody } from '#app/core/evaluate/attributes.ts'
import type { Edge } from '#app/core/evaluate/edge.ts'
import type { AnniversaryTest } from '#app/core/evaluate/field-tests.ts'
import { dateOf } from '#app/core/evaluate/metafield-value.ts'
import { byCode } from '#app/core/evaluate/metafields.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { dayIn, fitted, spansYear, yearDayOf } from '#app/core/evaluate/year-day.ts'
import type { YearDay } from '#app/core/evaluate/year-day.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Codes } from '#app/core/facts/column.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Two leap years are at most so far apart; after that everything has come round. */
const YEARS_AHEAD = 9

/** For instants from `start` on. */
export function anniversaryScan({ metafields }: Block, test: AnniversaryTest, start: Instant): Scan {
  const column = metafields.get(test.path)
  if (!column) return nobody
  const timelines = new Map<YearDay, Timeline>()
  const known = (day: YearDay): Timeline => {
    const timeline = timelines.get(day) ?? new Timeline(test, day, start)
    timelines.set(day, timeline)
    return timeline
  }
  const byValue = byCode(column, (fact) => {
    const date = dateOf(fact)
    return date === null ? null : known(yearDayOf('day' in date ? date.day : dayOf(test.zone, date.instant)))
  }, null)
  return new AnniversaryScan(column.codes, byValue, test.recurs)
}

class AnniversaryScan implements Scan {
  readonly timed = true
  readonly recurs: boolean
  #now = -Infinity
  readonly #codes: Codes
  /** By code; null where there is no date. */
  readonly #timelines: readonly (Timeline | null)[]

  constructor(codes: Codes, timelines: readonly (Timeline | null)[], recurs: boolean) {
    this.recurs = recurs
    this.#codes = codes
    this.#timelines = timelines
  }

  moveTo(now: Instant): void {
    this.#now = now
  }

  answer(from: number, to: number, _need: Rows, { answer }: Answers): void {
    for (let row = from; row < to; row++) answer[row - from] = +(this.#timelines[this.#codes[row]!]?.holds(this.#now) ?? false)
  }

  bound(from: number, _to: number, { entries, count }: Rows, { bound, exact }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      bound[entry] = this.#timelines[this.#codes[from + entry]!]?.turn(this.#now) ?? Infinity
      exact[entry] = 1
    }
  }
}

/** When one day of the year is in the window: worked out once for all who were born on it, as far ahead as is asked. */
class Timeline {
  readonly #test: AnniversaryTest
  readonly #day: YearDay
  readonly #heldFirst: boolean
  #reached: Instant
  /** Ascending; the answer turns at each. */
  readonly #turns: Instant[] = []

  constructor(test: AnniversaryTest, day: YearDay, start: Instant) {
    this.#test = test
    this.#day = day
    this.#heldFirst = holdsAt(test, day, start)
    this.#reached = start
  }

  holds(now: Instant): boolean {
    return this.#heldFirst !== (this.#passed(now) % 2 === 1)
  }

  /** With the shop's calendar ends what is said: two yearly windows that never meet would be followed for ever. */
  turn(now: Instant): Instant {
    const turn = this.#turns[this.#passed(now)]!
    return turn > this.#test.zone.dayStarts.at(-1)! ? Infinity : turn
  }

  /** How many turns are behind; the next one is known then. */
  #passed(now: Instant): number {
    while (this.#reached <= now) {
      this.#reached = nextTurn(this.#test, this.#day, this.#reached)
      this.#turns.push(this.#reached)
    }
    let low = 0
    let high = this.#turns.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#turns[middle]! <= now) low = middle + 1
      else high = middle
    }
    return low
  }
}

function holdsAt(test: AnniversaryTest, day: YearDay, now: Instant): boolean {
  return test.yearly ? holdsByDate(test, day, now) : holdsInstant(test, day, now)
}

/** Some return of the day begins within the window. */
function holdsInstant(test: AnniversaryTest, day: YearDay, now: Instant): boolean {
  return returnFrom(test, day, test.window.from.at(now)).at < test.window.to.at(now)
}

/** Month and day lie between those of the ends, perhaps over New Year; in a common year 29 February is the day before. */
function holdsByDate({ window, zone }: AnniversaryTest, day: YearDay, now: Instant): boolean {
  const first = dayOf(zone, window.from.at(now))
  const last = dayOf(zone, window.to.at(now) - 1)
  if (spansYear(first, last)) return true
  const { year } = civilOfDay(dayOf(zone, now))
  const [from, to, value] = [yearDayOf(first), yearDayOf(last), day].map((one) => fitted(year, one)) as [YearDay, YearDay, YearDay]
  return from <= to ? from <= value && value <= to : value >= from || value <= to
}

/** The first return of the day at or after an instant. */
function returnFrom({ zone }: AnniversaryTest, day: YearDay, instant: Instant): { year: number, at: Instant } {
  const { year } = civilOfDay(dayOf(zone, instant))
  const at = dayStart(zone, dayIn(year, day))
  return at >= instant ? { year, at } : { year: year + 1, at: dayStart(zone, dayIn(year + 1, day)) }
}

function nextTurn(test: AnniversaryTest, day: YearDay, now: Instant): Instant {
  if (test.yearly) return nextByTicks(test, day, now)
  return holdsInstant(test, day, now) ? leaves(test, day, now) : enters(test, day, now)
}

function leaves(test: AnniversaryTest, day: YearDay, now: Instant): Instant {
  const { from } = test.window
  let at = now
  for (let step = 0; step < YEARS_AHEAD && at < Infinity; step++) {
    at = from.past(returnFrom(test, day, from.at(at)).at)
    if (at < Infinity && !holdsInstant(test, day, at)) return at
  }
  return Infinity
}

function enters(test: AnniversaryTest, day: YearDay, now: Instant): Instant {
  const { from, to } = test.window
  let { year, at } = returnFrom(test, day, to.at(now))
  for (let step = 0; step < YEARS_AHEAD; step++) {
    const entry = to.past(at)
    if (entry < from.past(at)) return entry
    year++
    at = dayStart(test.zone, dayIn(year, day))
  }
  return Infinity
}

/** From one instant at which the ends may name other days to the next. */
function nextByTicks(test: AnniversaryTest, day: YearDay, now: Instant): Instant {
  const held = holdsByDate(test, day, now)
  const start = shorterThanAYear(test, now)
  if (start === Infinity || holdsByDate(test, day, start) !== held) return start
  const { year } = civilOfDay(dayOf(test.zone, start))
  const horizon = dayStart(test.zone, dayOfCivil(year + YEARS_AHEAD, 1, 1))
  for (let at = tickAfter(test, start); at <= horizon; at = tickAfter(test, at)) if (holdsByDate(test, day, at) !== held) return at
  return Infinity
}

/** The first instant from now on at which the window does not hold every day; of its ends one stands still. */
function shorterThanAYear({ window: { from, to }, zone }: AnniversaryTest, now: Instant): Instant {
  const [first, last] = [dayOf(zone, from.at(now)), dayOf(zone, to.at(now) - 1)]
  if (!spansYear(first, last)) return now
  if (from.fixed) return Infinity
  let spanning = first
  let tooShort = last + 1
  while (tooShort - spanning > 1) {
    const middle = (spanning + tooShort) >> 1
    if (spansYear(middle, last)) spanning = middle
    else tooShort = middle
  }
  return from.past(dayStart(zone, tooShort) - 1)
}

function tickAfter({ window: { from, to }, zone }: AnniversaryTest, now: Instant): Instant {
  const newYear = dayStart(zone, dayOfCivil(civilOfDay(dayOf(zone, now)).year + 1, 1, 1))
  const nextDay = (edge: Edge, by: number): Instant => (edge.fixed ? Infinity : edge.past(dayStart(zone, dayOf(zone, edge.at(now) - by) + 1) - 1 + by))
  return Math.min(newYear, nextDay(from, 0), nextDay(to, 1))
}
