// Days of a zone as stretches of instants: each begins at its first instant and lasts until the next one begins.
import { DAY_MS, dayOfCivil } from '#app/core/calendar/civil.ts'
import type { Day } from '#app/core/calendar/civil.ts'
import { firstInstantAt } from '#app/core/calendar/zone.ts'
import type { Zone } from '#app/core/calendar/zone.ts'

/** First instant of a day; a day the zone skipped begins, and ends, with the day after it. */
export function dayStart(zone: Zone, day: Day): number {
  const starts = zone.dayStarts
  return day >= 0 && day < starts.length ? starts[day]! : firstInstantAt(zone, day * DAY_MS)
}

/** The day an instant lies in. Never decreases, even when clocks go back over midnight. */
export function dayOf(zone: Zone, instant: number): Day {
  // No clock is a whole day ahead of UTC.
  let day = Math.floor(instant / DAY_MS) + 1
  while (dayStart(zone, day) > instant) day--
  return day
}

/** The instant of a local date and time: the first after a gap, the earlier in a fold. */
export function instantOf(zone: Zone, at: {
  readonly year: number, readonly month: number, readonly day: number
  readonly hour: number, readonly minute: number, readonly second: number
}): number {
  const seconds = (at.hour * 60 + at.minute) * 60 + at.second
  return firstInstantAt(zone, dayOfCivil(at.year, at.month, at.day) * DAY_MS + seconds * 1000)
}
