// One end of a window of time: where it stands at an instant, and when it will have passed a value.
import { addMonths, monthOf, monthStart } from '#app/core/calendar/civil.ts'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Edges never move backwards. */
export interface Edge {
  /** Stands still. */
  readonly fixed: boolean
  at(now: Instant): Instant
  /** The first instant at which the edge lies after `value`: -Infinity when it always does, Infinity when it never will. */
  past(value: Instant): Instant
}

export function fixedEdge(instant: Instant): Edge {
  return { fixed: true, at: () => instant, past: (value) => (instant > value ? -Infinity : Infinity) }
}

export const OPEN_START = fixedEdge(-Infinity)
export const OPEN_END = fixedEdge(Infinity)

/** The start of the day `days` after today. */
export function dayEdge(zone: Zone, days: number): Edge {
  return {
    fixed: false,
    at: (now) => dayStart(zone, dayOf(zone, now) + days),
    past: (value) => dayStart(zone, dayOf(zone, value) + 1 - days),
  }
}

/** The start of the day `days` after the day `months` after today. */
export function monthEdge(zone: Zone, months: number, days: number): Edge {
  return {
    fixed: false,
    at: (now) => dayStart(zone, addMonths(dayOf(zone, now), months) + days),
    past: (value) => {
      const wanted = dayOf(zone, value) + 1 - days
      // Never too late, but clamped at the end of a short month it may be some days early.
      let today = addMonths(wanted, -months)
      while (addMonths(today, months) < wanted) today++
      return dayStart(zone, today)
    },
  }
}

/** The start of the month `months` after this one. */
export function monthStartEdge(zone: Zone, months: number): Edge {
  return {
    fixed: false,
    at: (now) => dayStart(zone, monthStart(monthOf(dayOf(zone, now)) + months)),
    past: (value) => dayStart(zone, monthStart(monthOf(dayOf(zone, value)) + 1 - months)),
  }
}

/** `ms` after now. */
export function rollingEdge(ms: number): Edge {
  return { fixed: false, at: (now) => now + ms, past: (value) => value - ms + 1 }
}
