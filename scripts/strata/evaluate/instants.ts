// Instants on the command line and in the answers: ISO 8601. Without an offset it is the time on the shop's clocks.
import { firstInstantAt, type Zone } from '#app/core/calendar/zone.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { NotUnderstood } from '../not-understood.ts'

const iso = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?(Z|[+-]\d\d:?\d\d)?$/

export function readInstant(option: string, text: string, zone: Zone): Instant {
  const found = iso.exec(text)
  const offset = found?.[1]
  const at = found ? Date.parse(offset === undefined && text.includes('T') ? `${text}Z` : text) : Number.NaN
  if (Number.isNaN(at)) throw new NotUnderstood(`--${option} is an instant such as 2026-11-01T00:00:00Z, not ${text}.`)
  return offset === undefined ? firstInstantAt(zone, at) : at
}

/** UTC with milliseconds; null for never. */
export const writeInstant = (at: number): string | null => (Number.isFinite(at) ? new Date(at).toISOString() : null)
