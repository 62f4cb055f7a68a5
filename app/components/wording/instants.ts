// Instants and spans of time in words, in the shop's own time zone; the same on the server and in any browser.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })
  formats.set(zone, made)
  return made
}

function partsOf(instant: number, zone: string): Record<string, string> {
  return Object.fromEntries(formatIn(zone).formatToParts(instant).map((part) => [part.type, part.value]))
}

/** `3 Nov 2026` */
export function day(instant: number, zone: string): string {
  const { day, month, year } = partsOf(instant, zone)
  return `${day} ${months[Number(month) - 1]} ${year}`
}

/** `3 Nov 2026, 09:05` */
export function moment(instant: number, zone: string): string {
  const { hour, minute } = partsOf(instant, zone)
  return `${day(instant, zone)}, ${hour}:${minute}`
}

/** `3 Nov 2026, 09:05:11` */
export function second(instant: number, zone: string): string {
  return `${moment(instant, zone)}:${String(Math.floor(instant / 1_000) % 60).padStart(2, '0')}`
}

/** `15 seconds`, `about 4 minutes`, `about 2 hours`; milliseconds in. */
export function span(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  if (minutes <= 1) return ms <= 45_000 ? `${Math.max(5, Math.ceil(ms / 5_000) * 5)} seconds` : 'about a minute'
  if (minutes < 90) return `about ${minutes} minutes`
  return `about ${Math.round(minutes / 60)} hours`
}
