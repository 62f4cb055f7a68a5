// The words for dates: days, datetimes, offsets from today, rolling durations and names, read into moments and written back.
import { daysInMonth } from '#app/core/calendar/civil.ts'
import type { Moment, Within } from '#app/core/plan/plan.ts'

export type { Moment, Within }

/** Why a text that looks like a date is none, or what to say about one that is. */
export type DateReading =
  | { readonly moment: Moment; readonly note: 'plain' | 'deprecated' | 'ours' }
  /** The calendar has no such day, or the clock no such time. */
  | { readonly fault: 'impossible' }
  | { readonly fault: 'too far' }
  /** `30d`: a sign is missing. */
  | { readonly fault: 'unsigned' }
  | { readonly fault: 'zone' }
  | { readonly fault: 'not a date' }

const HOUR = 3_600_000
const MINUTE = 60_000

/** Offsets further than this many days from today are mistakes, and would leave every calendar. */
const FARTHEST = 366_000
const DAYS = { d: 1, w: 7, m: 31, y: 366 } as const
type OffsetUnit = keyof typeof DAYS

const NAMED: ReadonlyMap<string, DateReading> = new Map([
  ['today', { moment: offset(0, 'd'), note: 'plain' }],
  ['yesterday', { moment: offset(-1, 'd'), note: 'plain' }],
  ['tomorrow', { moment: offset(1, 'd'), note: 'ours' }],
])

/** Names to offer where a word was meant as a date. */
export const dateNames: readonly string[] = [...NAMED.keys()]

/** Reads one date as a merchant writes it, without quotes. */
export function readDate(source: string): DateReading {
  const named = NAMED.get(source.toLowerCase())
  if (named) return named
  const day = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z|[+-]\d{2}:?\d{2})?)?$/.exec(source)
  if (day) return day[7] === undefined ? absolute(day) : { fault: 'zone' }
  const relative = /^([+-]?)(\d+)(d|w|m|y|h|min)$/i.exec(source)
  if (relative) return fromNow(relative)
  const ago = /^(\d+)_(days|weeks|months|years)_ago$/i.exec(source)
  if (ago) return deprecated(ago)
  return { fault: 'not a date' }
}

/** The one canonical spelling of a moment. */
export function writeDate(moment: Moment): string {
  switch (moment.kind) {
    case 'day':
      return dayText(moment)
    case 'datetime':
      return `${dayText(moment)}T${[moment.hour, moment.minute, moment.second].map((part) => padded(part, 2)).join(':')}`
    case 'offset':
      if (moment.count === 0) return 'today'
      if (moment.count === -1 && moment.unit === 'd') return 'yesterday'
      return signed(moment.count, moment.unit)
    case 'duration':
      return moment.ms % HOUR === 0 ? signed(moment.ms / HOUR, 'h') : signed(moment.ms / MINUTE, 'min')
  }
}

/** Reads how long after the first step the second may come, as a merchant writes it: `30d`, `36h`, or a mistake of which the meaning is plain. */
export function readWithin(source: string): { readonly within: Within; readonly plain: boolean } | null {
  const parts = /^([+-]?)(\d+)\s*(d|w|m|y|h|min|days?|weeks?|months?|years?|hours?|minutes?|mins?)$/i.exec(source)
  if (!parts) return null
  const [, , digits, letters] = parts
  const short = /^min/i.test(letters!) ? 'min' : letters!.charAt(0).toLowerCase()
  const reading = readDate(`+${digits}${short}`)
  if (!('moment' in reading)) return null
  const plain = /^\d+(?:[dwmyh]|min)$/i.test(source)
  if (reading.moment.kind === 'duration') return { within: reading.moment, plain }
  return { within: { kind: 'calendar', count: Number(digits), unit: short as OffsetUnit }, plain }
}

/** The one canonical spelling of a length of time. */
export function writeWithin(within: Within): string {
  if (within.kind === 'calendar') return `${within.count}${within.unit}`
  return within.ms % HOUR === 0 ? `${within.ms / HOUR}h` : `${within.ms / MINUTE}min`
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

function absolute(parts: RegExpExecArray): DateReading {
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  if (!isDay(year, month, day)) return { fault: 'impossible' }
  if (parts[4] === undefined) return { moment: { kind: 'day', year, month, day }, note: 'plain' }
  if (hour > 23 || minute > 59 || second > 59) return { fault: 'impossible' }
  return { moment: { kind: 'datetime', year, month, day, hour, minute, second }, note: 'plain' }
}

function fromNow([, sign, digits, letters]: RegExpExecArray): DateReading {
  if (sign === '') return { fault: 'unsigned' }
  const count = sign === '-' ? -Number(digits) : Number(digits)
  const unit = letters!.toLowerCase() as OffsetUnit | 'h' | 'min'
  if (unit === 'h' || unit === 'min') {
    const ms = count * (unit === 'h' ? HOUR : MINUTE)
    return Math.abs(ms) > FARTHEST * 24 * HOUR ? { fault: 'too far' } : { moment: { kind: 'duration', ms: ms + 0 }, note: 'ours' }
  }
  return Math.abs(count) * DAYS[unit] > FARTHEST ? { fault: 'too far' } : { moment: offset(count, unit), note: 'plain' }
}

function deprecated([, digits, word]: RegExpExecArray): DateReading {
  const reading = readDate(`-${digits}${word![0]}`)
  return 'moment' in reading ? { moment: reading.moment, note: 'deprecated' } : reading
}

/** No offset at all is today, whatever its unit. */
function offset(count: number, unit: OffsetUnit): Moment {
  return count === 0 ? { kind: 'offset', count: 0, unit: 'd' } : { kind: 'offset', count, unit }
}

function dayText({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

function signed(count: number, unit: string): string {
  return `${count < 0 ? '-' : '+'}${Math.abs(count)}${unit}`
}
