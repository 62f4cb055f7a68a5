// Typed reading of projected payloads; a payload without what it must have is given up with a reason.
import { GiveUp } from '#app/core/failure.ts'
import type { Instant, Minor, ShopifyId } from '#app/core/facts/facts.ts'
import { keptIdOf } from '#app/core/ids.ts'
import { minorOf } from '#app/core/money.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'

export type Fields = { readonly [key: string]: Json }

export const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
export const fields = (value: Json): Fields => (isFields(value) ? value : {})
export const list = (value: Json): readonly Fields[] => (Array.isArray(value) ? (value as readonly Json[]).filter(isFields) : [])
export const texts = (value: Json): string[] => (Array.isArray(value) ? (value as readonly Json[]).filter((each) => typeof each === 'string').map(storable) : [])

/** PostgreSQL takes no NUL and no half of a surrogate pair. */
const storable = (value: string): string => value.replaceAll('\u0000', '').toWellFormed()

/** Null for anything but text with something in it. */
export const text = (value: Json): string | null => (typeof value === 'string' ? storable(value) || null : null)
export const upper = (value: Json): string | null => text(value)?.toUpperCase() ?? null
export const flag = (value: Json): boolean => value === true
export const whole = (value: Json): number => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : 0
}

/** "a, b" as in REST payloads. */
export const splitTags = (value: Json): string[] =>
  (text(value) ?? '').split(',').map((tag) => tag.trim()).filter((tag) => tag !== '')

/** A gid or a numeric id as decimal text; null when there is neither. */
export function shopifyId(...candidates: Json[]): ShopifyId | null {
  for (const candidate of candidates) {
    if (typeof candidate === 'number' && Number.isSafeInteger(candidate) && candidate > 0) return String(candidate)
    if (typeof candidate !== 'string') continue
    const id = keptIdOf(candidate)
    if (id !== null) return id
  }
  return null
}

export function requiredId(what: string, ...candidates: Json[]): ShopifyId {
  const id = shopifyId(...candidates)
  if (id === null) throw new GiveUp(`The payload names no ${what}`)
  return id
}

/** The instant of what has none: later than "never told", earlier than everything that has one. */
export const sinceEver: Instant = 1

/** ISO 8601 to milliseconds; null when absent or unreadable. */
export function instant(value: Json): Instant | null {
  if (typeof value !== 'string') return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : at
}

export function requiredInstant(what: string, ...candidates: Json[]): Instant {
  for (const candidate of candidates) {
    const at = instant(candidate)
    if (at !== null) return at
  }
  throw new GiveUp(`The payload has no ${what}`)
}

/** Decimal text (or a number) in major units to integer minor units of `currency`; null when absent. */
export function money(value: Json, currency: string): Minor | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  try {
    return minorOf(String(value), currency)
  } catch (error) {
    throw new GiveUp('The payload has an amount that is not one', { cause: error })
  }
}
