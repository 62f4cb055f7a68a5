// The naive path's windows of time: where a rule's dates lie at an instant.
import type { DateEdge, DateRange, Within } from '#app/core/plan/plan.ts'
import type { NaiveZone } from '#app/core/naive/calendar.ts'
import { firstShowing, monthsLater, startOfDay, today } from '#app/core/naive/calendar.ts'

const DAY = 86_400_000

export function edgeAt({ moment, at }: DateEdge, zone: NaiveZone, now: number): number {
  const next = at === 'end' ? 1 : 0
  switch (moment.kind) {
    case 'day': return startOfDay(zone, Date.UTC(moment.year, moment.month - 1, moment.day) / DAY + next)
    case 'datetime':
      return firstShowing(zone, Date.UTC(moment.year, moment.month - 1, moment.day, moment.hour, moment.minute, moment.second)) + next * 1000
    case 'duration': return now + moment.ms
    case 'month': {
      const date = new Date(today(zone, now) * DAY)
      return startOfDay(zone, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + moment.count + next, 1) / DAY)
    }
    case 'offset': return startOfDay(zone, moved(today(zone, now), moment.count, moment.unit) + next)
  }
}

function moved(day: number, count: number, unit: 'd' | 'w' | 'm' | 'y'): number {
  return { d: day + count, w: day + 7 * count, m: monthsLater(day, count), y: monthsLater(day, 12 * count) }[unit]
}

export function liesWithin({ from, to }: DateRange, instant: number, zone: NaiveZone, now: number): boolean {
  return (!from || instant >= edgeAt(from, zone, now)) && (!to || instant < edgeAt(to, zone, now))
}

/** Both ends absolute, or both moving with equal strides, and the wrong way round. */
export function alwaysReversed({ from, to }: DateRange, zone: NaiveZone): boolean {
  if (!from || !to) return false
  const a = stride(from)
  const b = stride(to)
  return a && b ? a.kind === b.kind && a.length >= b.length : !a && !b && edgeAt(from, zone, 0) >= edgeAt(to, zone, 0)
}

/** How far a moving end is from today, in the unit it moves by; a month's end counts as a sliver more. */
function stride({ moment, at }: DateEdge): { kind: 'days' | 'm' | 'y' | 'month' | 'duration', length: number } | null {
  const end = at === 'end' ? 1 : 0
  if (moment.kind === 'duration') return { kind: 'duration', length: moment.ms }
  if (moment.kind === 'month') return { kind: 'month', length: moment.count + end }
  if (moment.kind !== 'offset') return null
  switch (moment.unit) {
    case 'd': return { kind: 'days', length: moment.count + end }
    case 'w': return { kind: 'days', length: moment.count * 7 + end }
    default: return { kind: moment.unit, length: moment.count * 28 + end }
  }
}

/** Whether `then` comes after `first` and in time. */
export function inTime(within: Within, first: number, then: number, zone: NaiveZone): boolean {
  if (then <= first) return false
  if (within.kind === 'duration') return then <= first + within.ms
  return today(zone, then) <= moved(today(zone, first), within.count, within.unit)
}

/** Whether the time to follow `first` has run out: a duration in its last millisecond, days at the midnight after. */
export function tooLate(within: Within, first: number, now: number, zone: NaiveZone): boolean {
  if (within.kind === 'duration') return now - first >= within.ms
  return today(zone, now) > moved(today(zone, first), within.count, within.unit)
}

/** Month, weekday, day, hour and year that the shop's calendar and clocks show. */
export function shown(zone: NaiveZone, instant: number): Record<'month' | 'weekday' | 'day' | 'hour' | 'year', number> {
  const date = new Date(today(zone, instant) * DAY)
  return {
    month: date.getUTCMonth() + 1, weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(), day: date.getUTCDate(), year: date.getUTCFullYear(),
    hour: new Date(zone.localTime(instant)).getUTCHours(),
  }
}
