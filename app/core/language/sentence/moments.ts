// Days and times as they are spoken: `30 May 2020`, `yesterday`, `30 days ago`, and the spans of time they are made of.
import { readDate } from '#app/core/vocabulary/dates.ts'
import type { Moment, Within } from '#app/core/vocabulary/dates.ts'
import type { Codec, Reading } from './template.ts'
import { endsWord, readWords } from './template.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const ABSOLUTE = /(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})(?:\s+at\s+(\d{2}):(\d{2})(?::(\d{2}))?)?/y
const SPAN = /(\d+)\s+(day|week|month|year|hour|minute)s?/iy
const ONE_SPAN = /(week|month|year|hour)/iy
const UNITS: Readonly<Record<string, string>> = { day: 'd', week: 'w', month: 'm', year: 'y', hour: 'h', minute: 'min' }
const NOUNS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const
const HOUR = 3_600_000
const MINUTE = 60_000

/** `today`, `yesterday`, `tomorrow`. */
export const dayName = codec((moment) => nameOf(moment), readName)
/** Any moment as a noun. */
export const instant = codec(
  (moment) => nameOf(moment) ?? absolute(moment) ?? (isPast(moment) ? `${spanOf(moment)} ago` : `${spanOf(moment)} from now`),
  (text, from) => readName(text, from) ?? readAbsolute(text, from) ?? followed(readSpan(text, from, '-'), ' ago', text) ?? followed(readSpan(text, from, '+'), ' from now', text),
)
/** The time since a past moment, `30 days`, and until a future one. */
export const ago = codec((moment) => (isRelative(moment) && isPast(moment) ? spanOf(moment) : null), (text, from) => readSpan(text, from, '-'))
export const ahead = codec((moment) => (isRelative(moment) && !isPast(moment) ? spanOf(moment) : null), (text, from) => readSpan(text, from, '+'))
/** `month` for one month past. */
export const oneAgo = codec((moment) => (isRelative(moment) && isPast(moment) ? (/^1 (?!day|minute)(\w+)$/.exec(spanOf(moment))?.[1] ?? null) : null), (text, from) => {
  ONE_SPAN.lastIndex = from
  const noun = ONE_SPAN.exec(text)?.[1]
  return noun === undefined ? null : dated(`-1${UNITS[noun.toLowerCase()]}`, from + noun.length)
})

/** `30 days`, `36 hours`. */
export function writeSpan(within: Within): string {
  return within.kind === 'calendar' ? counted(within.count, NOUNS[within.unit]) : duration(within.ms)
}

export function readWithin(text: string, from: number): Reading<Within> | null {
  const read = readSpan(text, from, '+')
  const moment = read?.value
  if (moment?.kind === 'duration') return { ...read!, value: { kind: 'duration', ms: moment.ms } }
  return moment?.kind === 'offset' ? { ...read!, value: { kind: 'calendar', count: moment.count, unit: moment.unit } } : null
}

function codec(write: (moment: Moment) => string | null, read: (text: string, from: number) => Reading<Moment> | null): Codec {
  return {
    write: (value) => (value.kind === 'moment' ? write(value.moment) : null),
    read: (text, from) => {
      const reading = read(text, from)
      return reading && { value: { kind: 'moment', moment: reading.value }, end: reading.end }
    },
  }
}

function nameOf(moment: Moment): string | null {
  if (moment.kind !== 'offset' || moment.unit !== 'd') return null
  return moment.count === 0 ? 'today' : moment.count === -1 ? 'yesterday' : moment.count === 1 ? 'tomorrow' : null
}

/** No name; the sign tells past from future, and no time at all is future. */
function isRelative(moment: Moment): boolean {
  return moment.kind === 'duration' || (moment.kind === 'offset' && nameOf(moment) === null)
}
const isPast = (moment: Moment): boolean => (moment.kind === 'offset' ? moment.count < 0 : moment.kind === 'duration' && moment.ms < 0)

function spanOf(moment: Moment): string {
  return moment.kind === 'offset' ? counted(Math.abs(moment.count), NOUNS[moment.unit]) : moment.kind === 'duration' ? duration(Math.abs(moment.ms)) : ''
}

function duration(ms: number): string {
  return ms % HOUR === 0 ? counted(ms / HOUR, 'hour') : counted(ms / MINUTE, 'minute')
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function absolute(moment: Moment): string | null {
  if (moment.kind !== 'day' && moment.kind !== 'datetime') return null
  const day = `${moment.day} ${MONTHS[moment.month - 1]} ${String(moment.year).padStart(4, '0')}`
  if (moment.kind === 'day') return day
  const [hour, minute, second] = [moment.hour, moment.minute, moment.second].map((part) => String(part).padStart(2, '0'))
  return `${day} at ${hour}:${minute}${second === '00' ? '' : `:${second}`}`
}

function readAbsolute(text: string, from: number): Reading<Moment> | null {
  ABSOLUTE.lastIndex = from
  const found = ABSOLUTE.exec(text)
  const month = found ? MONTHS.findIndex((name) => name.toLowerCase() === found[2]!.toLowerCase()) + 1 : 0
  if (!found || month === 0) return null
  const time = found[4] === undefined ? '' : `T${found[4]}:${found[5]}:${found[6] ?? '00'}`
  return dated(`${found[3]}-${String(month).padStart(2, '0')}-${found[1]!.padStart(2, '0')}${time}`, from + found[0].length)
}

function readName(text: string, from: number): Reading<Moment> | null {
  for (const name of ['today', 'yesterday', 'tomorrow']) {
    const end = readWords(name, text, from)
    if (end >= 0) return dated(name, end)
  }
  return null
}

function readSpan(text: string, from: number, sign: '+' | '-'): Reading<Moment> | null {
  SPAN.lastIndex = from
  const found = SPAN.exec(text)
  const end = from + (found?.[0].length ?? 0)
  return found && endsWord(text, end) ? dated(`${sign}${found[1]}${UNITS[found[2]!.toLowerCase()]}`, end) : null
}

/** As the language reads it, so that days that do not exist are none here either. */
function dated(written: string, end: number): Reading<Moment> | null {
  const reading = readDate(written)
  return 'moment' in reading ? { value: reading.moment, end } : null
}

function followed<T>(reading: Reading<T> | null, ending: string, text: string): Reading<T> | null {
  const end = reading ? readWords(ending, text, reading.end) : -1
  return reading && end >= 0 ? { ...reading, end } : null
}
