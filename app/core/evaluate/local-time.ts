// Conditions on the local time of an event: its day is looked at once, however many events fall on it.
import { civilOfDay } from '#app/core/calendar/civil.ts'
import type { Day } from '#app/core/calendar/civil.ts'
import { hourOf } from '#app/core/calendar/clock.ts'
import { dayOf } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { EventConditions } from '#app/core/evaluate/program.ts'
import { lies } from '#app/core/evaluate/ranges.ts'
import type { Instant } from '#app/core/facts/facts.ts'

const NOT_ASKED = 0
const HOLDS = 1
const FAILS = 2

/** One for each program's conditions, whatever the block: what is known of a day is kept. */
const kept = new WeakMap<EventConditions, LocalTime>()

export function localTimeOf(conditions: EventConditions): LocalTime {
  let local = kept.get(conditions)
  if (!local) {
    local = new LocalTime(conditions)
    kept.set(conditions, local)
  }
  return local
}

class LocalTime {
  readonly #zone: Zone
  readonly #days: EventConditions['days']
  readonly #hours: EventConditions['hours']
  /** By day since 1970; days before or after the zone's table are asked each time. */
  readonly #answers: Uint8Array

  constructor({ zone, days, hours }: EventConditions) {
    this.#zone = zone
    this.#days = days
    this.#hours = hours
    this.#answers = new Uint8Array(zone.dayStarts.length)
  }

  dayPasses(at: Instant): boolean {
    return this.#passes(dayOf(this.#zone, at))
  }

  hourPasses(at: Instant): boolean {
    const hour = hourOf(this.#zone, at)
    return this.#hours.every((ranges) => lies(ranges, hour))
  }

  /** 1 by day where the conditions on days hold, for the days from `first` to `last` of the zone's table. */
  daysThatPass(first: Day, last: Day): Uint8Array {
    const passes = new Uint8Array(Math.max(0, last + 1))
    for (let day = first; day <= last; day++) passes[day] = +this.#passes(day)
    return passes
  }

  #passes(day: Day): boolean {
    const known = this.#answers[day] ?? NOT_ASKED
    if (known !== NOT_ASKED) return known === HOLDS
    const holds = this.#decide(day)
    this.#answers[day] = holds ? HOLDS : FAILS
    return holds
  }

  #decide(day: Day): boolean {
    // 1 January 1970 was a Thursday.
    const parts = { ...civilOfDay(day), weekday: (((day + 3) % 7) + 7) % 7 + 1 }
    return this.#days.every((ranges) => lies(ranges, parts[ranges.on]))
  }
}
