// The allow-list: what is not named in a shape does not reach the disk.
import type { Json } from '#app/shopify/payloads/parse.ts'

/** A function keeps (or reduces) one value, an object names fields, a one-element list applies to every element. */
export type Shape = ((value: Json) => Json) | { readonly [field: string]: Shape } | readonly [Shape]

/** The part of `value` that `shape` names; undefined where nothing is left or the kind does not fit. Missing fields stay missing. */
export function allowed(shape: Shape, value: Json): Json {
  if (typeof shape === 'function') return value === undefined ? undefined : shape(value)
  if (isList(shape)) return Array.isArray(value) ? value.map((each) => allowed(shape[0], each as Json)).filter((each) => each !== undefined) : orNull(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return orNull(value)
  const kept: Record<string, Json> = {}
  const fields = value as { readonly [key: string]: Json }
  for (const [field, inner] of Object.entries(shape)) {
    const part = Object.hasOwn(fields, field) ? allowed(inner, fields[field]) : undefined
    if (part !== undefined) kept[field] = part
  }
  return kept
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape)
const orNull = (value: Json): Json => (value === null ? null : undefined)

/** A scalar as it stands. */
export const plain = (value: Json): Json => (typeof value === 'object' && value !== null ? undefined : value)

/** An id, number or gid, as text. */
export const id = (value: Json): Json => (typeof value === 'number' || typeof value === 'string' ? String(value) : orNull(value))

/** Of a mail address only what stands behind the @, in lower case. */
export const mailDomain = (value: Json): Json => {
  if (typeof value !== 'string') return orNull(value)
  const domain = value.slice(value.lastIndexOf('@') + 1).trim().toLowerCase()
  return value.includes('@') && domain !== '' ? domain : null
}

/** Whether there is any text, instead of the text. */
export const whether = (value: Json): Json => typeof value === 'string' && value.trim() !== ''

/** `SW1A1AA`: three signs always follow the district of a British postcode. */
const british = /^([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}$/i

/** The part of a postcode that names a district: what stands before the blank, or three digits of an all-digit one, without a country before it. */
export const district = (value: Json): Json => {
  if (typeof value !== 'string') return orNull(value)
  const written = value.trim().replace(/^[A-Z]{1,3}-(?=\d)/i, '')
  const unbroken = british.exec(written)?.[1]
  if (unbroken !== undefined) return unbroken
  const outward = written.split(/[\s-]/, 1)[0] ?? ''
  if (outward === '') return null
  return /^\d+$/.test(outward) || outward === written ? outward.slice(0, 3) : outward
}

/** A coordinate to 0.01 degree. */
export const rounded = (value: Json): Json => (typeof value === 'number' ? Math.round(value * 100) / 100 : orNull(value))
