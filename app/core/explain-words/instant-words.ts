// An instant as a merchant reads it, on the shop's calendar.
import { civilOfDay } from '#app/core/calendar/civil.ts'
import { hourOf, minuteOf } from '#app/core/calendar/clock.ts'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Instant } from '#app/core/facts/facts.ts'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `3 Nov 2026` */
export function dayWords(zone: Zone, at: Instant): string {
  const { year, month, day } = civilOfDay(dayOf(zone, at))
  return `${day} ${MONTHS[month - 1]} ${year}`
}

/** `3 Nov 2026` where the day begins, else `3 Nov 2026, 09:05`. */
export function instantWords(zone: Zone, at: Instant): string {
  if (dayStart(zone, dayOf(zone, at)) === at) return dayWords(zone, at)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${dayWords(zone, at)}, ${two(hourOf(zone, at))}:${two(minuteOf(zone, at))}`
}
