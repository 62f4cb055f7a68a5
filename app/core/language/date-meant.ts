// What was meant by a text that is no date: a day or an offset in somebody's own spelling, or a misspelt name.
import { dateNames, readDate, writeDate } from '#app/core/vocabulary/dates.ts'
import { nearest } from './suggest.ts'

const OFFSET = /^([+-]?)(\d+)\s*(d|w|m|y|h|min)(?:ays?|eeks?|onths?|ears?|ours?|s|utes?)?(?:\s+ago)?$/i

/** As it is written, or null when nothing suggests itself. */
export function dateMeant(written: string): string | null {
  const respelt = respell(written)
  const reading = respelt === null ? null : readDate(respelt)
  return reading && 'moment' in reading ? writeDate(reading.moment) : nearest(written, dateNames)
}

/** Months before days only where the year comes first. */
function respell(written: string): string | null {
  const day = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written)
  if (day) return `${day[1]}-${day[2]!.padStart(2, '0')}-${day[3]!.padStart(2, '0')}`
  if (/T\d{2}:\d{2}$/.test(written)) return `${written}:00`
  const offset = OFFSET.exec(written)
  return offset && `${offset[1] === '+' ? '+' : '-'}${offset[2]}${offset[3]}`
}
