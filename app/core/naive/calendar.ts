// The oracle's own calendar: slow, straight from Intl, one question at a time.

const HOUR = 3_600_000
const DAY = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()
const starts = new Map<string, number>()

/** Local time as if it were UTC milliseconds. */
export function localTime(zone: string, instant: number): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formats.set(zone, format)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value)
  const milliseconds = ((instant % 1000) + 1000) % 1000
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) + milliseconds
}

/** The earlier instant at which clocks show `local`; when they never do, the first instant after. */
export function firstShowing(zone: string, local: number): number {
  const key = `${zone} ${local}`
  let found = starts.get(key)
  if (found === undefined) {
    found = search(zone, local)
    starts.set(key, found)
  }
  return found
}

function search(zone: string, local: number): number {
  const hours = Array.from({ length: 60 }, (_, index) => local + (index - 30) * HOUR)
  const offsets = new Set(hours.map((instant) => localTime(zone, instant) - instant))
  const showing = [...offsets].map((offset) => local - offset).filter((instant) => localTime(zone, instant) === local)
  if (showing.length > 0) return Math.min(...showing)
  const after = hours.find((instant) => localTime(zone, instant) >= local)!
  let low = after - HOUR
  let high = after
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (localTime(zone, middle) >= local) high = middle
    else low = middle
  }
  return high
}

/** First instant of the date `days` after 1970-01-01. */
export function startOfDay(zone: string, days: number): number {
  return firstShowing(zone, days * DAY)
}

/** The last day that has begun. */
export function today(zone: string, now: number): number {
  let day = Math.floor(localTime(zone, now) / DAY) + 2
  while (startOfDay(zone, day) > now) day--
  return day
}

/** 31 January plus a month is the last of February. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * DAY)
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return first.getTime() / DAY + Math.min(date.getUTCDate(), length) - 1
}
