// Reads Shopify's JSON without losing ids: integers beyond 2^53 come back as decimal text.

export type Json = string | number | boolean | null | undefined | { readonly [key: string]: Json } | readonly Json[]

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown
const parseWith = JSON.parse as (text: string, reviver: Reviver) => Json

/** Throws SyntaxError on text that is not JSON. */
export function parseKeepingIds(text: string): Json {
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json
  return parseWith(text, (_key, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && context.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value,
  )
}
