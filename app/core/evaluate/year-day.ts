// Days of the year, as month and day without a year.
import { addMonths, civilOfDay, dayOfCivil, daysInMonth } from '#app/core/calendar/civil.ts'
import type { Day } from '#app/core/calendar/civil.ts'

/** 32 times the month plus the day, so that they are in calendar order; 0 is none. */
export type YearDay = number

const LEAP_DAY: YearDay = 2 * 32 + 29

export function yearDayOf(day: Day): YearDay {
  const date = civilOfDay(day)
  return date.month * 32 + date.day
}

/** When it comes in a year: 29 February is 28 February in a common year. */
export function dayIn(year: number, yearDay: YearDay): Day {
  const of = fitted(year, yearDay)
  return dayOfCivil(year, of >> 5, of & 31)
}

/** The day of a given year that it stands for. */
export function fitted(year: number, yearDay: YearDay): YearDay {
  return yearDay === LEAP_DAY && daysInMonth(year, 2) === 28 ? yearDay - 1 : yearDay
}

/** Whether the days from the first to the last are a year or more. */
export function spansYear(first: Day, last: Day): boolean {
  return addMonths(first, 12) <= last + 1
}
