// A time zone as plain data: when its clocks change, and when each of its days begins.
import { DAY_MS, dayOfCivil } from '#app/core/calendar/civil.ts'

/** Built by `zoneFrom`; plain data, so it crosses threads. */
export interface Zone {
  /** IANA name, such as `Europe/Berlin`. */
  readonly name: string
  /** Instants at which the offset changes, ascending. */
  readonly transitions: Float64Array
  /** `offsets[i]` holds before `transitions[i]`, the last one after all: milliseconds to add to UTC for local time. */
  readonly offsets: Float64Array
  /** First instant of each day from 1970-01-01 (index 0) to 2100-12-31. */
  readonly dayStarts: Float64Array
}

const LAST_DAY = dayOfCivil(2100, 12, 31)

/** `offsets` has one entry more than `transitions`. */
export function zoneFrom(name: string, transitions: readonly number[], offsets: readonly number[]): Zone {
  const bare = { name, transitions: Float64Array.from(transitions), offsets: Float64Array.from(offsets) }
  const dayStarts = new Float64Array(LAST_DAY + 1)
  for (let day = 0, from = 0; day <= LAST_DAY; day++) {
    from = segmentReaching(bare, day * DAY_MS, from)
    dayStarts[day] = reached(bare, day * DAY_MS, from)
  }
  return { ...bare, dayStarts }
}

export const UTC = zoneFrom('UTC', [], [0])

/**
 * The first instant whose local time is at least `local` (milliseconds, as if local time were UTC). So a time in a gap is
 * the first instant after the gap, and one that comes twice is the earlier.
 */
export function firstInstantAt(zone: Zone, local: number): number {
  return reached(zone, local, segmentReaching(zone, local, 0))
}

type Bare = Pick<Zone, 'transitions' | 'offsets'>

/** The first stretch of constant offset, not before `from`, in which the local clock reaches `local`. */
function segmentReaching(zone: Bare, local: number, from: number): number {
  let segment = from
  while (segment < zone.transitions.length && local - zone.offsets[segment]! >= zone.transitions[segment]!) segment++
  return segment
}

function reached(zone: Bare, local: number, segment: number): number {
  const instant = local - zone.offsets[segment]!
  return segment === 0 ? instant : Math.max(instant, zone.transitions[segment - 1]!)
}
