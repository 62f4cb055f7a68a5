// Reads a zone's transitions 1970-2100 out of Intl, once per zone and process.
import { zoneFrom } from '#app/core/calendar/zone.ts'
import type { Zone } from '#app/core/calendar/zone.ts'

const FIRST = Date.UTC(1970, 0, 1)
const LAST = Date.UTC(2101, 0, 1)
/** Shorter than any stretch between two changes that cancel each other. */
const STEP = 5 * 86_400_000

const known = new Map<string, Zone>()

/** Throws RangeError for a name that is no IANA zone. */
export function zoneTable(name: string): Zone {
  let zone = known.get(name)
  if (!zone) {
    zone = readZone(name)
    known.set(name, zone)
  }
  return zone
}

function readZone(name: string): Zone {
  const offsetAt = offsetReader(name)
  const transitions: number[] = []
  let offset = offsetAt(FIRST)
  const offsets = [offset]
  for (let from = FIRST; from < LAST; from += STEP) {
    const to = Math.min(from + STEP, LAST)
    for (let last = offsetAt(to), after = from; offset !== last;) {
      after = firstChange(offsetAt, after, to, offset)
      offset = offsetAt(after)
      transitions.push(after)
      offsets.push(offset)
    }
  }
  return zoneFrom(name, transitions, offsets)
}

/** A whole second in (from, to] at which the offset is no longer `before`, one second after it still was. */
function firstChange(offsetAt: (instant: number) => number, from: number, to: number, before: number): number {
  let low = from / 1000
  let high = to / 1000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle * 1000) === before) low = middle
    else high = middle
  }
  return high * 1000
}

/** Milliseconds to add to UTC for local time. */
function offsetReader(name: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  return (instant) => {
    const found = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant))
    if (!found) throw new RangeError(`No offset for ${name} at ${instant}`)
    const seconds = (Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0)) * 60 + Number(found[4] ?? 0)
    return (found[1] === '-' ? -1000 : 1000) * seconds
  }
}
