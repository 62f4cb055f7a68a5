// An instant as webhooks write it: in the shop's zone with its offset, to the second.

const zones = new Map<string, { readonly offsets: Map<number, string>; readonly format: Intl.DateTimeFormat }>()

/** Offsets change on quarters of an hour only, so one look-up serves fifteen minutes. */
const quarter = 15 * 60 * 1000

/** `2026-11-22T11:40:02+01:00`; `null` stays `null`. */
export function stamp(instant: number, zone: string): string
export function stamp(instant: number | null, zone: string): string | null
export function stamp(instant: number | null, zone: string): string | null {
  if (instant === null) return null
  const offset = offsetAt(instant, zone)
  const sign = offset.startsWith('-') ? -1 : 1
  const minutes = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6)))
  return new Date(instant + minutes * 60_000).toISOString().slice(0, 19) + offset
}

function offsetAt(instant: number, zone: string): string {
  let known = zones.get(zone)
  if (!known) zones.set(zone, (known = { offsets: new Map(), format: new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }) }))
  const slot = Math.floor(instant / quarter)
  let offset = known.offsets.get(slot)
  if (offset === undefined) {
    const name = known.format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
    offset = name === 'GMT' ? '+00:00' : name.slice(3)
    if (known.offsets.size > 100_000) known.offsets.clear()
    known.offsets.set(slot, offset)
  }
  return offset
}

/** As the GraphQL-born topics write it: UTC with milliseconds, which are always zero. */
export const utcStamp = (instant: number): string => new Date(instant).toISOString()
