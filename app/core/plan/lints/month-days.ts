// How many days a number of months can be, over every month of the calendar and every clamp at a month's end.
import { dayOfCivil, daysInMonth } from '#app/core/calendar/civil.ts'

export interface DaySpan {
  readonly least: number
  readonly most: number
}

/** The calendar repeats after 400 years. */
const MONTHS = 4800
const DAYS = 146_097

const NONE: DaySpan = { least: 0, most: 0 }
const known = new Map<number, DaySpan>([[0, NONE]])
const knownStarts = new Map<number, DaySpan>([[0, NONE]])

/** Least and most days from a day moved by some months to the same day moved by `months` more; negative months give negative days. */
export function monthsInDays(months: number): DaySpan {
  const span = known.get(months) ?? measure(months, true)
  known.set(months, span)
  return span
}

/** Least and most days from the first of a month to the first of the one `months` later; negative months give negative days. */
export function monthStartsInDays(months: number): DaySpan {
  const span = knownStarts.get(months) ?? measure(months, false)
  knownStarts.set(months, span)
  return span
}

/** `clamps`: of any day of the month, and not only of its first. */
function measure(months: number, clamps: boolean): DaySpan {
  const rounds = Math.floor(months / MONTHS)
  let least = Infinity
  let most = -Infinity
  for (let from = 0; from < MONTHS; from++) {
    const to = from + months - rounds * MONTHS
    const firsts = first(to) - first(from)
    const clamp = clamps ? length(to) - length(from) : 0
    least = Math.min(least, firsts + Math.min(0, clamp))
    most = Math.max(most, firsts + Math.max(0, clamp))
  }
  return { least: least + rounds * DAYS, most: most + rounds * DAYS }
}

function first(month: number): number {
  return dayOfCivil(2000 + Math.floor(month / 12), (month % 12) + 1, 1)
}

function length(month: number): number {
  return daysInMonth(2000 + Math.floor(month / 12), (month % 12) + 1)
}
