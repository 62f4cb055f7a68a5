// One end of a window of time: where it stands at an instant, and when it will have passed a value.
import { addMonths, monthOf, monthStart } from '#app/core/calendar/civil.ts'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Rows } from '#app/core/evaluate/scan.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Edges never move backwards. */
export interface Edge {
  /** Stands still. */
  readonly fixed: boolean
  at(now: Instant): Instant
  /** The first instant at which the edge lies after `value`: -Infinity when it always does, Infinity when it never will. */
  past(value: Instant): Instant
  /** `past` of many: of `values[first + entry]` at `entry` of `into`, for the entries of `rows`. */
  pastEach(values: Float64Array, first: number, rows: Rows, into: Float64Array): void
}

// Classes, so that a loop over millions of values meets few kinds of `past` and has them in line.

abstract class End implements Edge {
  abstract readonly fixed: boolean
  abstract at(now: Instant): Instant
  abstract past(value: Instant): Instant

  pastEach(values: Float64Array, first: number, { entries, count }: Rows, into: Float64Array): void {
    for (let index = 0; index < count; index++) into[entries[index]!] = this.past(values[first + entries[index]!]!)
  }
}

class FixedEdge extends End {
  readonly fixed = true
  readonly #instant: Instant

  constructor(instant: Instant) {
    super()
    this.#instant = instant
  }

  at(): Instant {
    return this.#instant
  }

  past(value: Instant): Instant {
    return this.#instant > value ? -Infinity : Infinity
  }
}

class DayEdge extends End {
  readonly fixed = false
  readonly #zone: Zone
  readonly #days: number

  constructor(zone: Zone, days: number) {
    super()
    this.#zone = zone
    this.#days = days
  }

  at(now: Instant): Instant {
    return dayStart(this.#zone, dayOf(this.#zone, now) + this.#days)
  }

  past(value: Instant): Instant {
    return dayStart(this.#zone, dayOf(this.#zone, value) + 1 - this.#days)
  }

  override pastEach(values: Float64Array, first: number, { entries, count }: Rows, into: Float64Array): void {
    const zone = this.#zone
    const shift = 1 - this.#days
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      into[entry] = dayStart(zone, dayOf(zone, values[first + entry]!) + shift)
    }
  }
}

class MonthEdge extends End {
  readonly fixed = false
  readonly #zone: Zone
  readonly #months: number
  readonly #days: number

  constructor(zone: Zone, months: number, days: number) {
    super()
    this.#zone = zone
    this.#months = months
    this.#days = days
  }

  at(now: Instant): Instant {
    return dayStart(this.#zone, addMonths(dayOf(this.#zone, now), this.#months) + this.#days)
  }

  past(value: Instant): Instant {
    const wanted = dayOf(this.#zone, value) + 1 - this.#days
    // Never too late, but clamped at the end of a short month it may be some days early.
    let today = addMonths(wanted, -this.#months)
    while (addMonths(today, this.#months) < wanted) today++
    return dayStart(this.#zone, today)
  }
}

class MonthStartEdge extends End {
  readonly fixed = false
  readonly #zone: Zone
  readonly #months: number

  constructor(zone: Zone, months: number) {
    super()
    this.#zone = zone
    this.#months = months
  }

  at(now: Instant): Instant {
    return dayStart(this.#zone, monthStart(monthOf(dayOf(this.#zone, now)) + this.#months))
  }

  past(value: Instant): Instant {
    return dayStart(this.#zone, monthStart(monthOf(dayOf(this.#zone, value)) + 1 - this.#months))
  }
}

class RollingEdge extends End {
  readonly fixed = false
  readonly #ms: number

  constructor(ms: number) {
    super()
    this.#ms = ms
  }

  at(now: Instant): Instant {
    return now + this.#ms
  }

  past(value: Instant): Instant {
    return value - this.#ms + 1
  }
}

export const fixedEdge = (instant: Instant): Edge => new FixedEdge(instant)

export const OPEN_START = fixedEdge(-Infinity)
export const OPEN_END = fixedEdge(Infinity)

/** The start of the day `days` after today. */
export const dayEdge = (zone: Zone, days: number): Edge => new DayEdge(zone, days)

/** The start of the day `days` after the day `months` after today. */
export const monthEdge = (zone: Zone, months: number, days: number): Edge => new MonthEdge(zone, months, days)

/** The start of the month `months` after this one. */
export const monthStartEdge = (zone: Zone, months: number): Edge => new MonthStartEdge(zone, months)

/** `ms` after now. */
export const rollingEdge = (ms: number): Edge => new RollingEdge(ms)
