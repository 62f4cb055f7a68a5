// The naive path's own calendar: slow, one question at a time, from nothing but what the clocks show at an instant.

const HOUR = 3_600_000
const DAY = 86_400_000

/** What the clocks of a place show, told from outside: the naive path reads no table of the core's calendar. */
export interface NaiveZone {
  /** IANA name. */
  readonly name: string
  /** Local time at an instant as if it were UTC, in milliseconds. */
  readonly localTime: (instant: number) => number
}

/** By zone, what was found before: looking it up takes a hundred questions. */
const found = new WeakMap<NaiveZone, Map<number, number>>()
/** Of one zone: a century of days and more. */
const MOST_FOUND = 50_000

/** The earlier instant at which clocks show `local`; when they never do, the first instant after. */
export function firstShowing(zone: NaiveZone, local: number): number {
  const before = found.get(zone) ?? new Map<number, number>()
  found.set(zone, before)
  let instant = before.get(local)
  if (instant === undefined) {
    instant = search(zone, local)
    if (before.size >= MOST_FOUND) before.clear()
    before.set(local, instant)
  }
  return instant
}

function search(zone: NaiveZone, local: number): number {
  const hours = Array.from({ length: 60 }, (_, index) => local + (index - 30) * HOUR)
  const offsets = new Set(hours.map((instant) => zone.localTime(instant) - instant))
  const showing = [...offsets].map((offset) => local - offset).filter((instant) => zone.localTime(instant) === local)
  if (showing.length > 0) return Math.min(...showing)
  const after = hours.find((instant) => zone.localTime(instant) >= local)!
  let low = after - HOUR
  let high = after
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zone.localTime(middle) >= local) high = middle
    else low = middle
  }
  return high
}

/** First instant of the date `days` after 1970-01-01. */
export function startOfDay(zone: NaiveZone, days: number): number {
  return firstShowing(zone, days * DAY)
}

/** The last day that has begun. */
export function today(zone: NaiveZone, now: number): number {
  let day = Math.floor(zone.localTime(now) / DAY) + 2
  while (startOfDay(zone, day) > now) day--
  return day
}

/** 31 January plus a month is the last of February. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * DAY)
  // Date.UTC would take a year below 100 for one of the last century.
  const first = new Date(0)
  first.setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const last = new Date(first)
  last.setUTCFullYear(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)
  return first.getTime() / DAY + Math.min(date.getUTCDate(), last.getUTCDate()) - 1
}
