// What a customer has, in words: "€612.40", "3 orders", "last order 12 Nov 2026".
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Value } from '#app/core/explain/explanation.ts'
import { dayWords } from '#app/core/explain-words/instant-words.ts'
import { readDecimal } from '#app/core/language/decimal.ts'
import { money } from '#app/core/language/sentence/numbers.ts'
import { decimalsOf } from '#app/core/money.ts'

const NEVER = { 'created': 'no date known', 'first order': 'no order', 'last order': 'no order', 'abandoned checkout': 'no abandoned checkout' } as const

export function valueWords(value: Value, { zone, currency }: { readonly zone: Zone; readonly currency: string }): string {
  switch (value.kind) {
    case 'money': return moneyWords(value.amount, currency)
    case 'count': return countWords(value.count, value.of)
    case 'share': return `${Math.round(value.value * 1000) / 10}%`
    case 'ratio':
    case 'score': return String(value.value)
    case 'days': return countWords(value.value, 'day')
    case 'instant': return value.at === null ? NEVER[value.of] : `${value.of} ${dayWords(zone, value.at)}`
    case 'text': return value.text === null ? 'nothing recorded' : `“${value.text}”`
  }
}

/** Minor units in, `€14.20` out. */
export function moneyWords(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(amount).padStart(decimals + 1, '0')
  const number = readDecimal(decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`)!
  return money(currency).write({ kind: 'number', number }, 'only')!
}

/** `1 order`, `3 orders`. */
export function countWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
