// Texts as they are spoken: in quotes, as words of their own, as the name of a country; ids and places on earth.
import { countryNames } from '#app/core/vocabulary/country-names.ts'
import { readDecimal } from '../decimal.ts'
import { readQuoted } from '../quotes.ts'
import type { Codec } from './template.ts'
import { endsWord, readWords } from './template.ts'

const ID = /\d{1,20}/y
const CODE = /[A-Z]{2}/y
const POINT = /\(\s*(-?\d+(?:\.\d+)?),\s*(-?\d+(?:\.\d+)?)\s*\)/y

export const quoted: Codec = {
  write: (value) => (value.kind === 'text' ? `“${value.text.replace(/\\(?=[\\'"“”„‟″«»]|$)|["“”„‟″«»]/g, '\\$&')}”` : null),
  read: (text, from) => {
    const found = readQuoted(text, from)
    return found?.closed ? { value: { kind: 'text', text: found.text }, end: found.end } : null
  },
}

/** One of the given values; one without words of its own is quoted. */
export function worded(words: Readonly<Record<string, string>>): Codec {
  const longestFirst = Object.entries(words).sort(([, a], [, b]) => b.length - a.length)
  return {
    write: (value, place) => (value.kind === 'text' && Object.hasOwn(words, value.text) ? words[value.text]! : quoted.write(value, place)),
    read: (text, from, place) => {
      for (const [value, word] of longestFirst) {
        const end = readWords(word, text, from)
        if (end >= 0 && endsWord(text, end)) return { value: { kind: 'text', text: value }, end }
      }
      return quoted.read(text, from, place)
    },
  }
}

const byName = worded(countryNames)

/** The name of a country, or its code where it has none here. */
export const country: Codec = {
  write: (value, place) => (value.kind === 'text' && /^[A-Z]{2}$/.test(value.text) && !Object.hasOwn(countryNames, value.text) ? value.text : byName.write(value, place)),
  read: (text, from, place) => {
    CODE.lastIndex = from
    const code = CODE.exec(text)?.[0]
    return byName.read(text, from, place) ?? (code !== undefined && endsWord(text, from + 2) ? { value: { kind: 'text', text: code }, end: from + 2 } : null)
  },
}

export const id: Codec = {
  write: (value) => (value.kind === 'id' ? value.id : null),
  read: (text, from) => {
    ID.lastIndex = from
    const digits = ID.exec(text)?.[0]
    return digits === undefined ? null : { value: { kind: 'id', id: digits.replace(/^0+(?=\d)/, '') }, end: from + digits.length }
  },
}

export const point: Codec = {
  write: (value) => (value.kind === 'point' ? `(${value.latitude}, ${value.longitude})` : null),
  read: (text, from) => {
    POINT.lastIndex = from
    const found = POINT.exec(text)
    const [latitude, longitude] = [readDecimal(found?.[1] ?? ''), readDecimal(found?.[2] ?? '')]
    return found && latitude !== null && longitude !== null ? { value: { kind: 'point', latitude, longitude }, end: from + found[0].length } : null
  },
}
