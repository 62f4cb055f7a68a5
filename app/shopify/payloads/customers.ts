// customers/*: profile, deletion and merge. Tags, totals and consent are not in these payloads since API 2025-01.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Place } from '#app/core/facts/facts.ts'
import { id, mailDomain, plain, whether } from '#app/shopify/payloads/allow.ts'
import { type Heard, type Setting, facts, ignored } from '#app/shopify/payloads/heard.ts'
import { addressShape, restPlace } from '#app/shopify/payloads/place.ts'
import { type Fields, fields, instant, isFields, list, requiredId, requiredInstant, shopifyId, text, upper } from '#app/shopify/payloads/read.ts'

export const customerShape = {
  id,
  admin_graphql_api_id: id,
  created_at: plain,
  updated_at: plain,
  state: plain,
  email: mailDomain,
  phone: whether,
  note: whether,
  addresses: [addressShape],
  default_address: addressShape,
} as const

export function heardCustomer(payload: Fields): Heard {
  const customer = requiredId('customer', payload.admin_graphql_api_id, payload.id)
  const at = requiredInstant('updated_at', payload.updated_at, payload.created_at)
  const profile: FactChange = {
    kind: 'customer',
    customer,
    at,
    createdAt: instant(payload.created_at),
    state: upper(payload.state),
    locale: undefined,
    emailDomain: text(payload.email),
    hasNote: typeof payload.note === 'boolean' ? payload.note : undefined,
    hasPhone: typeof payload.phone === 'boolean' ? payload.phone : undefined,
    places: placesOf(payload),
  }
  // Consent belongs to an address or a number; who has none of it has none.
  const changes: FactChange[] = [profile]
  if (payload.email === null) changes.push({ kind: 'emailConsent', customer, state: null, at })
  if (payload.phone === false) changes.push({ kind: 'smsConsent', customer, state: null, at })
  return facts(...changes)
}

/** The default address first; undefined where the payload was redacted of both. */
function placesOf(payload: Fields): Place[] | undefined {
  if (!Array.isArray(payload.addresses) && !isFields(payload.default_address)) return undefined
  const main = isFields(payload.default_address) ? [payload.default_address] : []
  const mainId = shopifyId(fields(payload.default_address).id)
  const others = list(payload.addresses).filter((address) => mainId === null || shopifyId(address.id) !== mainId)
  return [...main, ...others].map(restPlace).filter((place) => place !== null)
}

export const customerGoneShape = { id, admin_graphql_api_id: id } as const

export const heardCustomerGone = (payload: Fields, { at }: Setting): Heard =>
  facts({ kind: 'customerGone', customer: requiredId('customer', payload.admin_graphql_api_id, payload.id), at })

export const mergeShape = { admin_graphql_api_customer_kept_id: id, admin_graphql_api_customer_deleted_id: id, status: plain } as const

/** The payload comes for failed merges too, and for ones that are still running. */
export function heardMerge(payload: Fields, { at }: Setting): Heard {
  const status = text(payload.status)?.toLowerCase()
  if (status !== 'completed' && status !== 'success') return ignored(`the merge is ${status ?? 'of unknown status'}`)
  const kept = requiredId('kept customer', payload.admin_graphql_api_customer_kept_id)
  const gone = requiredId('merged customer', payload.admin_graphql_api_customer_deleted_id)
  return facts({ kind: 'customersMerged', kept, gone, at })
}
