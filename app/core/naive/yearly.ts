// Whether the yearly return of a day lies in a window, and how many years a day is ago.
import type { NaiveShop } from '#app/core/naive/asked.ts'
import { monthsLater, startOfDay, today } from '#app/core/naive/calendar.ts'
import { alwaysReversed, edgeAt } from '#app/core/naive/time.ts'
import type { DateEdge, DateRange } from '#app/core/plan/plan.ts'

const DAY = 86_400_000

/** The day in a year, 29 February as the last of February. */
function inYear(year: number, monthDay: string): number {
  const leap = Date.UTC(year, 2, 1) - Date.UTC(year, 1, 1) === 29 * DAY
  return Date.parse(`${year}-${monthDay === '02-29' && !leap ? '02-28' : monthDay}T00:00:00Z`) / DAY
}

const monthDayOf = (day: number): string => new Date(day * DAY).toISOString().slice(5, 10)
const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear()
const isAbsolute = ({ moment }: DateEdge): boolean => moment.kind === 'day' || moment.kind === 'datetime'

/** `born` is a day since 1970-01-01. */
export function anniversary(range: DateRange, born: number, shop: NaiveShop, now: number): boolean {
  const { from, to } = range
  if (!from || !to) return true
  const [start, end] = [edgeAt(from, shop.zone, now), edgeAt(to, shop.zone, now)]
  if (!isAbsolute(from) && !isAbsolute(to)) {
    if (alwaysReversed(range, shop.zone)) return false
    const years = Array.from({ length: 9 }, (_, index) => yearOf(today(shop.zone, start)) + index - 2)
    return years.some((year) => {
      const at = startOfDay(shop.zone, inYear(year, monthDayOf(born)))
      return at >= start && at < end
    })
  }
  const [first, last] = [today(shop.zone, start), today(shop.zone, end - 1)]
  if (monthsLater(first, 12) <= last + 1) return true
  // In this year's calendar.
  const [a, b, day] = [first, last, born].map((one) => inYear(yearOf(today(shop.zone, now)), monthDayOf(one))) as [number, number, number]
  return a <= b ? a <= day && day <= b : day >= a || day <= b
}

/** Whole years since the day, below 0 for one to come. */
export function yearsSince(born: number, { zone }: NaiveShop, now: number): number {
  const date = today(zone, now)
  let years = yearOf(date) - yearOf(born) - 2
  while (monthsLater(born, 12 * (years + 1)) <= date) years++
  return years
}
