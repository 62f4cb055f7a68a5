// Days of a zone the slow and obvious way, through Intl alone.

export interface Ymd { readonly year: number; readonly month: number; readonly day: number }

const formats = new Map<string, Intl.DateTimeFormat>()

function partsAt(ms: number, zone: string): Record<string, number> {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formats.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(ms).map((part) => [part.type, Number(part.value)]))
}

export function dayAt(ms: number, zone: string): Ymd {
  const { year = 0, month = 0, day = 0 } = partsAt(ms, zone)
  return { year, month, day }
}

const before = (a: Ymd, b: Ymd) => Date.UTC(a.year, a.month - 1, a.day) < Date.UTC(b.year, b.month - 1, b.day)

/** First instant whose local date is this day or later, found by halving two days around it. */
export function startOfDay(day: Ymd, zone: string): number {
  let low = Date.UTC(day.year, day.month - 1, day.day) - 36 * 3_600_000
  let high = low + 72 * 3_600_000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (before(dayAt(middle, zone), day)) low = middle
    else high = middle
  }
  return high
}

/** Start of the day `count` days from the local today of `now`. */
export function daysFromToday(now: number, count: number, zone: string): number {
  const today = dayAt(now, zone)
  const shifted = new Date(Date.UTC(today.year, today.month - 1, today.day + count))
  return startOfDay({ year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate() }, zone)
}
