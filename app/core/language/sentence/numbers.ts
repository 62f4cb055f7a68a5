// Numbers as they are spoken: counted things, once and twice, amounts of money, percentages, and numbers with names.
import { decimalsOf as decimalsIn } from '#app/core/money.ts'
import { decimalsOf, readDecimal } from '../decimal.ts'
import type { Value } from '../meaning.ts'
import type { Codec, Reading } from './template.ts'
import { readWords } from './template.ts'

const NUMBER = /-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/y
/** Currencies whose sign stands before the amount; others go by their code. */
const SIGNS: Readonly<Record<string, string>> = {
  EUR: '€', USD: '$', GBP: '£', JPY: '¥', CAD: 'CA$', AUD: 'A$', NZD: 'NZ$', HKD: 'HK$', SGD: 'S$', MXN: 'MX$', BRL: 'R$', INR: '₹', KRW: '₩', ILS: '₪', VND: '₫', PHP: '₱', TRY: '₺', UAH: '₴', NGN: '₦',
}

/** A plain number. */
export const plain: Codec = {
  write: (value) => numberOf(value),
  read: (text, from) => readNumber(text, from),
}

/** `5 orders`, `1 order`; before other values the number alone. Of times: `once`, `twice`. */
export function counting(unit: string): Codec {
  const noun = (number: string): string => (number === '1' ? unit : `${unit}s`)
  return {
    write: (value, place) => {
      const number = numberOf(value)
      if (number === null || place === 'inner') return number
      if (unit === 'time' && place === 'only' && ONCE.has(number)) return ONCE.get(number)!
      return `${number} ${noun(number)}`
    },
    read: (text, from, place) => (place === 'inner' ? readNumber(text, from) : (readOnce(unit, text, from) ?? followed(readNumber(text, from), [` ${unit}s`, ` ${unit}`], text))),
  }
}

const ONCE: ReadonlyMap<string, string> = new Map([['1', 'once'], ['2', 'twice']])

function readOnce(unit: string, text: string, from: number): Reading<Value> | null {
  if (unit !== 'time') return null
  for (const [number, word] of ONCE) {
    const end = readWords(word, text, from)
    if (end >= 0) return { value: { kind: 'number', number }, end }
  }
  return null
}

/** `€1,250.50`: with the decimals of the currency, or more where the amount has more. `currency` is an ISO 4217 code, null when not known. */
export function money(currency: string | null): Codec {
  const sign = currency === null ? '' : (SIGNS[currency] ?? `${currency} `)
  return {
    write: (value) => {
      const number = numberOf(value)
      if (number === null) return null
      const [whole, fraction = ''] = number.replace('-', '').split('.')
      const cents = fraction === '' ? '' : `.${fraction.padEnd(currency === null ? 0 : decimalsIn(currency), '0')}`
      return `${number.startsWith('-') ? '-' : ''}${sign}${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}${cents}`
    },
    read: (text, from) => {
      const minus = text.charAt(from) === '-' ? 1 : 0
      const signed = sign === '' ? -1 : readWords(sign, text, from + minus)
      if (signed < 0) return readNumber(text, from)
      const read = text.charAt(signed) === '-' ? null : readNumber(text, signed)
      return read && minus ? { value: { kind: 'number', number: readDecimal(`-${numberOf(read.value)}`)! }, end: read.end } : read
    },
  }
}

/** A share as a percentage: `0.5` is `50%`. */
export const percent: Codec = {
  write: (value) => {
    const number = numberOf(value)
    return number === null ? null : `${shifted(number, 2)}%`
  },
  read: (text, from) => {
    const read = followed(readNumber(text, from), ['%', ' percent'], text)
    return read && { ...read, value: { kind: 'number', number: shifted(numberOf(read.value)!, -2) } }
  },
}

/** `November` for 11. */
export function named(words: Readonly<Record<string, string>>): Codec {
  return {
    write: (value) => {
      const number = numberOf(value)
      return number === null ? null : (words[number] ?? number)
    },
    read: (text, from) => {
      for (const [number, word] of Object.entries(words)) {
        const end = readWords(word, text, from)
        if (end >= 0) return { value: { kind: 'number', number }, end }
      }
      return readNumber(text, from)
    },
  }
}

function numberOf(value: Value): string | null {
  return value.kind === 'number' ? value.number : null
}

function readNumber(text: string, from: number): Reading<Value> | null {
  NUMBER.lastIndex = from
  const written = NUMBER.exec(text)?.[0]
  const number = written === undefined ? null : readDecimal(written.replaceAll(',', ''))
  return number === null || written === undefined ? null : { value: { kind: 'number', number }, end: from + written.length }
}

function followed<T>(reading: Reading<T> | null, endings: readonly string[], text: string): Reading<T> | null {
  for (const ending of endings) {
    const end = reading ? readWords(ending, text, reading.end) : -1
    if (reading && end >= 0) return { ...reading, end }
  }
  return null
}

/** The number times 10 to the power of `by`, exactly. */
function shifted(number: string, by: number): string {
  const minus = number.startsWith('-') ? '-' : ''
  const digits = number.replace(/[-.]/g, '').padStart(3, '0')
  const decimals = decimalsOf(number) - by
  const padded = digits.padEnd(digits.length - Math.min(decimals, 0), '0').padStart(decimals + 1, '0')
  return readDecimal(decimals > 0 ? `${minus}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}` : minus + padded) ?? number
}

