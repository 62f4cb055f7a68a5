// Days of the proleptic Gregorian calendar as integers, and arithmetic on them that clamps to the end of the month.

/** Days since 1970-01-01; a calendar day, not an instant. */
export type Day = number

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
}

export const DAY_MS = 86_400_000

/** Source of the formulas: Howard Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil). */
export function dayOfCivil(year: number, month: number, day: number): Day {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of `dayOfCivil` (civil_from_days). */
export function civilOfDay(day: Day): CivilDate {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** Months since January of the year 0. */
export function monthOf(day: Day): number {
  const { year, month } = civilOfDay(day)
  return year * 12 + month - 1
}

/** The first day of a month, given as `monthOf` counts them. */
export function monthStart(month: number): Day {
  const year = Math.floor(month / 12)
  return dayOfCivil(year, month - year * 12 + 1, 1)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `count` months later (or earlier); 31 January plus one month is the last of February. Never decreases when `day` grows. */
export function addMonths(day: Day, count: number): Day {
  const date = civilOfDay(day)
  const months = date.year * 12 + date.month - 1 + count
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  return dayOfCivil(year, month, Math.min(date.day, daysInMonth(year, month)))
}
