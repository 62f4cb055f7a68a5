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

function reader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  })
  return (instant) => {
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value)
    const milliseconds = ((instant % 1000) + 1000) % 1000
    return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) + milliseconds
  }
}
