// The parameters of questions about addresses, and of those that only Shopify can answer.
import { date, decimal, id, integer, money, tag, text } from './types.ts'
import type { Parameter } from './types.ts'

/** Shopify's own mail events. */
export const mailed: readonly Parameter[] = [
  { name: 'activity_id', type: id, many: true, native: true, reads: null, meaning: 'the e-mail', example: 'activity_id = 5240029206', from: 'asked of Shopify' },
  { name: 'date', type: date, native: true, reads: null, meaning: 'when it was', example: 'date >= -90d', from: 'asked of Shopify' },
  { name: 'count', type: integer, native: true, reads: null, meaning: 'how many', example: 'count >= 2', from: 'asked of Shopify' },
]

/** What Shopify's pixel saw. */
export const browsed = (what: 'product' | 'collection'): readonly Parameter[] => [
  { name: 'id', type: id, many: true, native: true, reads: null, meaning: `the ${what}`, example: 'id = 8238418722967', from: 'asked of Shopify' },
  { name: 'tag', type: tag, native: true, reads: null, meaning: what === 'product' ? 'a tag of the product' : 'a tag of a product in it', example: "tag = 'Sports wear'", from: 'asked of Shopify' },
  { name: 'date', type: date, native: true, reads: null, meaning: 'when it was', example: 'date >= -90d', from: 'asked of Shopify' },
  { name: 'count', type: integer, native: true, reads: null, meaning: 'how many', example: 'count >= 2', from: 'asked of Shopify' },
]

export const credited: readonly Parameter[] = [
  { name: 'currency', type: text, native: true, reads: null, meaning: 'currency of the account', example: "currency = 'EUR'", from: 'asked of Shopify' },
  { name: 'balance', type: money, native: true, reads: null, meaning: 'what is left on it', example: 'balance > 0', from: 'asked of Shopify' },
  { name: 'next_expiry_date', type: date, native: true, reads: null, meaning: 'when the next of it expires', example: 'next_expiry_date <= +30d', from: 'asked of Shopify' },
  { name: 'last_credit_date', type: date, native: true, reads: null, meaning: 'when it was last credited', example: 'last_credit_date >= -30d', from: 'asked of Shopify' },
]

/** All of one address. `coordinates` goes with exactly one of the distances. */
export const addressed: readonly Parameter[] = [
  { name: 'coordinates', type: { kind: 'coordinates' }, native: true, reads: { place: 'centre' }, meaning: 'centre, latitude and longitude in degrees', example: 'coordinates = (40.7128, -74.006)', from: 'Customer.addressesV2, rounded to 0.01 degree' },
  { name: 'distance_km', type: decimal, native: true, reads: { place: 'kilometres' }, meaning: 'at most so many kilometres away', example: 'distance_km = 10', from: 'Customer.addressesV2, rounded to 0.01 degree' },
  { name: 'distance_mi', type: decimal, native: true, reads: { place: 'miles' }, meaning: 'at most so many miles away', example: 'distance_mi = 10', from: 'Customer.addressesV2, rounded to 0.01 degree' },
  { name: 'country', type: { kind: 'country' }, many: true, reads: { place: 'country' }, meaning: 'country of the address', example: "country = 'DE'", from: 'Customer.addressesV2' },
  { name: 'region', type: { kind: 'region' }, many: true, reads: { place: 'region' }, meaning: 'region of the address', example: "region = 'US-NY'", from: 'Customer.addressesV2' },
  { name: 'city', type: { kind: 'city' }, many: true, reads: { place: 'city' }, meaning: 'city of the address', example: "city = 'US-NY-NewYorkCity'", from: 'Customer.addressesV2' },
  { name: 'postcode_prefix', type: { kind: 'postcode' }, many: true, reads: { place: 'postcode' }, meaning: 'beginning of the postcode', example: "postcode_prefix = 'SW1'", from: 'Customer.addressesV2' },
]
