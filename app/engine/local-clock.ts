// What the clocks of a zone show, straight from Intl: for the naive path, which is to share nothing with the zone tables.
import type { NaiveZone } from '#app/core/naive/calendar.ts'

const known = new Map<string, NaiveZone>()

/** The same one for the same name. Throws RangeError for a name that is no IANA zone. */
export function localClock(name: string): NaiveZone {
  let zone = known.get(name)
  if (!zone) {
    zone = { name, localTime: reader(name) }
    known.set(name, zone)
  }
  return zone
}

/** Instants that are asked again and again: now, and those of a customer's orders. */
const MOST_KEPT = 10_000

function reader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  const kept = new Map<number, number>()
  return (instant) => {
    const before = kept.get(instant)
    if (before !== undefined) return before
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value)
    const milliseconds = ((instant % 1000) + 1000) % 1000
    const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) + milliseconds
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(instant, local)
    return local
  }
}
