// Which edge of a window comes first, where that is certain for every now, every zone and every length of a month.
import { dayOfCivil } from '#app/core/calendar/civil.ts'
import type { DateEdge } from '#app/core/plan/plan.ts'
import { monthStartsInDays, monthsInDays } from './month-days.ts'
import type { DaySpan } from './month-days.ts'

export type Edge =
  /** Seconds of the shop's wall clock since 1970. `second`: one second after what the clock then shows. */
  | { readonly kind: 'civil'; readonly seconds: number; readonly second: boolean }
  /** The start of the day `days` after the day `months` after today. */
  | { readonly kind: 'today'; readonly months: number; readonly days: number }
  /** The start of the month `months` after this one. */
  | { readonly kind: 'month'; readonly months: number }
  | { readonly kind: 'now'; readonly ms: number }

const DAY_SECONDS = 86_400
const HOUR = 3_600_000
/** Clocks are set forward by a day at most, when a zone changes sides of the date line. */
const LONGEST_GAP = 2 * DAY_SECONDS
/** Between two days of one zone its offset changes by this at most. */
const LARGEST_SHIFT = 26

const UNITS = { d: [0, 1], w: [0, 7], m: [1, 0], y: [12, 0] } as const

export function edgeOf({ moment, at }: DateEdge): Edge {
  const after = at === 'end' ? 1 : 0
  switch (moment.kind) {
    case 'day':
      return { kind: 'civil', seconds: (dayOfCivil(moment.year, moment.month, moment.day) + after) * DAY_SECONDS, second: false }
    case 'datetime': {
      const day = dayOfCivil(moment.year, moment.month, moment.day) * DAY_SECONDS
      return { kind: 'civil', seconds: day + moment.hour * 3600 + moment.minute * 60 + moment.second + after, second: after > 0 }
    }
    case 'offset': {
      const [months, days] = UNITS[moment.unit]
      return { kind: 'today', months: moment.count * months, days: moment.count * days + after }
    }
    case 'month':
      return { kind: 'month', months: moment.count + after }
    case 'duration':
      return { kind: 'now', ms: moment.ms }
  }
}

/** Equal for edges that are always the same instant for a reason as plain as `-1w` = `-7d`. */
export function edgeKey(edge: Edge): string {
  switch (edge.kind) {
    case 'civil':
      return `${edge.seconds}${edge.second ? '+' : ''}`
    case 'today':
      return `${edge.months}m${edge.days}d`
    case 'month':
      return `month ${edge.months}`
    case 'now':
      return `${edge.ms}ms`
  }
}

/** True only when `a` is certainly at or before `b`. */
export function notAfter(a: Edge, b: Edge): boolean {
  if (a.kind === 'civil' || b.kind === 'civil') return a.kind === 'civil' && b.kind === 'civil' && civilNotAfter(a, b)
  if (a.kind === 'now') return b.kind === 'now' ? a.ms <= b.ms : nowNotAfter(a, b)
  return b.kind === 'now' ? daysNotAfterNow(a, b) : daysBetween(a, b).least >= 0
}

/** Whether the edge certainly lies after now. */
export function isFuture(edge: Edge): boolean {
  if (edge.kind === 'civil') return false
  return edge.kind === 'now' ? edge.ms > 0 : daysBetween(TODAY, edge).least >= 1
}

/** Where a clock is set forward, many of its readings are one instant; where it is set back, a second later may be an hour earlier than the next reading. */
function civilNotAfter(a: Extract<Edge, { kind: 'civil' }>, b: Extract<Edge, { kind: 'civil' }>): boolean {
  if (a.second === b.second) return a.seconds <= b.seconds
  return a.second ? a.seconds + LONGEST_GAP < b.seconds : a.seconds < b.seconds
}

/** An edge at the start of a day. */
type Daily = Extract<Edge, { kind: 'today' | 'month' }>

const TODAY: Daily = { kind: 'today', months: 0, days: 0 }

function nowNotAfter({ ms }: Extract<Edge, { kind: 'now' }>, edge: Daily): boolean {
  const { least } = daysBetween(TODAY, edge)
  return (ms <= 0 && least >= 1) || ms <= (24 * (least - 1) - LARGEST_SHIFT) * HOUR
}

function daysNotAfterNow(edge: Daily, { ms }: Extract<Edge, { kind: 'now' }>): boolean {
  const { most } = daysBetween(TODAY, edge)
  return (ms >= 0 && most <= 0) || ms >= (24 * most + LARGEST_SHIFT) * HOUR
}

/** The least and the most days from `a` to `b`, over every today. */
function daysBetween(a: Daily, b: Daily): DaySpan {
  if (a.kind === 'today') {
    if (b.kind === 'today') return plus(monthsInDays(b.months - a.months), b.days - a.days)
    const { least, most } = daysBetween(b, a)
    return { least: -most, most: -least }
  }
  return b.kind === 'month' ? monthStartsInDays(b.months - a.months) : plus(fromStart(a.months, b.months), b.days)
}

/** From the start of a month to some day of another: as far as its first at least, as far as its last at most. */
function fromStart(start: number, month: number): DaySpan {
  return { least: monthStartsInDays(month - start).least, most: monthStartsInDays(month + 1 - start).most - 1 }
}

function plus({ least, most }: DaySpan, days: number): DaySpan {
  return { least: least + days, most: most + days }
}
