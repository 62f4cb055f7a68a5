// What clocks show in a zone at an instant.
import type { Zone } from '#app/core/calendar/zone.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** 0 to 23. An hour that comes twice is the same hour twice. */
export function hourOf(zone: Zone, instant: number): number {
  const hours = Math.floor((instant + offsetAt(zone, instant)) / HOUR_MS)
  return ((hours % 24) + 24) % 24
}

/** 0 to 59. */
export function minuteOf(zone: Zone, instant: number): number {
  const minutes = Math.floor((instant + offsetAt(zone, instant)) / MINUTE_MS)
  return ((minutes % 60) + 60) % 60
}

/** Milliseconds to add to UTC for local time. */
function offsetAt({ transitions, offsets }: Zone, instant: number): number {
  let low = 0
  let high = transitions.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (transitions[middle]! <= instant) low = middle + 1
    else high = middle
  }
  return offsets[low]!
}
