// Applies one change to one customer's row. Each group of fields has its own instant; newer wins, a tie is marked.
import type { CustomerProfile, FactChange } from '#app/core/facts/change.ts'
import type { Instant, MetafieldFact } from '#app/core/facts/facts.ts'
import { forgetCustomer } from '#app/db/facts/customer-rows.ts'
import type { CustomerColumns, CustomerRow } from '#app/db/facts/customer-rows.ts'
import { applyDelta, applyList, readBook, sameTags, writeBook } from '#app/db/facts/tag-book.ts'
import { weigh } from '#app/db/facts/weigh.ts'

/** Changes about one customer; merges are about two. */
export type CustomerChange = Exclude<Extract<FactChange, { readonly customer: unknown }>, { readonly kind: 'order' | 'checkout' }>

export interface Judge {
  readonly now: Instant
  /** A tie goes to the change: it was read after the row last changed. */
  readonly wins: boolean
}

export function changeCustomer(row: CustomerRow, change: CustomerChange, judge: Judge): void {
  if (row.merged_into !== null) return
  if (change.kind === 'customerGone') return gone(row, change.at)
  if (row.deleted_at !== null && !returned(row, change, judge)) return
  switch (change.kind) {
    case 'customerSuspect':
      return markSuspect(row, change.why, judge.now)
    case 'customer':
      return profile(row, change, judge)
    case 'tagsChanged':
    case 'tagsSeen':
      return tags(row, change, judge)
    case 'totals':
      return group(row, 'totals_at', change.at, { number_of_orders: change.numberOfOrders, amount_spent: change.amountSpent, last_order_id: change.lastOrder }, judge)
    case 'emailConsent':
      return group(row, 'email_consent_at', change.at, { email_consent: change.state }, judge)
    case 'smsConsent':
      return group(row, 'sms_consent_at', change.at, { sms_consent: change.state }, judge)
    case 'statistics':
      return put(row, { product_subscription: change.productSubscription, spend_tier: change.spendTier, rfm_group: change.rfmGroup })
    case 'metafields':
      return group(row, 'metafields_at', change.at, { metafields: metafieldsText(change.values) }, judge)
  }
}

/** The instant makes every mark its own, so that clearing one never clears a later one. */
export function markSuspect(row: { suspect: string | null; written: boolean }, why: string, now: Instant): void {
  row.suspect = `${why} ${now}`
  row.written = true
}

/** Parts that some sources leave out are streams of their own, or an older source that has them would come too late. */
function profile(row: CustomerRow, change: CustomerProfile, judge: Judge): void {
  const first = row.profile_at === 0
  group(row, 'profile_at', change.at, { created_at: change.createdAt ?? row.created_at, state: change.state, email_domain: change.emailDomain }, judge)
  if (change.locale !== undefined) group(row, 'locale_at', change.at, { locale: change.locale }, judge)
  if (change.hasNote !== undefined) group(row, 'note_at', change.at, { has_note: change.hasNote }, judge)
  if (change.hasPhone !== undefined) group(row, 'phone_at', change.at, { has_phone: change.hasPhone }, judge)
  if (change.places !== undefined) group(row, 'places_at', change.at, { places: placesText(change.places) }, judge)
  if (first && row.profile_at > 0) row.changed = true
}

function placesText(places: NonNullable<CustomerProfile['places']>): string {
  const texts = places.map(({ country, region, city, zip, lat, lon }) => JSON.stringify({ country, region, city, zip, lat, lon }))
  return `[${texts.sort().join(',')}]`
}

function metafieldsText(values: Readonly<Record<string, MetafieldFact>>): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(Object.fromEntries(sorted.map(([path, { type, value }]) => [path, { type, value }])))
}

function tags(row: CustomerRow, change: Extract<CustomerChange, { kind: 'tagsChanged' | 'tagsSeen' }>, { now, wins }: Judge): void {
  const book = readBook(row.tags, row.tags_at)
  const ties = change.kind === 'tagsSeen'
    ? [applyList(book, change.tags, change.at, wins)]
    : [applyDelta(book, change.added, true, change.at, wins), applyDelta(book, change.removed, false, change.at, wins)]
  if (ties.includes(true)) markSuspect(row, 'tags', now)
  const written = writeBook(book)
  if (written === row.tags && book.seenAt === row.tags_at) return
  // Until the list was seen for the first time, nobody could say anything of this customer.
  if (row.tags_at === 0 && book.seenAt > 0 || !sameTags(written, row.tags)) row.changed = true
  row.tags = written
  row.tags_at = book.seenAt
  row.written = true
}

/** A customer stays gone, unless a profile newer than the deletion says otherwise; then everything else must be read again. */
function returned(row: CustomerRow, change: CustomerChange, { now }: Judge): boolean {
  if (change.kind !== 'customer' || row.deleted_at === null || change.at <= row.deleted_at) return false
  row.deleted_at = null
  markSuspect(row, 'returned', now)
  return true
}

function gone(row: CustomerRow, at: Instant): void {
  if (at < row.profile_at || at <= (row.deleted_at ?? -1)) return
  forgetCustomer(row, at)
}

type StampColumn = 'profile_at' | 'locale_at' | 'note_at' | 'phone_at' | 'places_at' | 'metafields_at' | 'email_consent_at' | 'sms_consent_at' | 'totals_at'

function group(row: CustomerRow, stamp: StampColumn, at: Instant, next: Partial<CustomerColumns>, { now, wins }: Judge): void {
  switch (weigh(row[stamp], at, same(row, next), wins)) {
    case 'newer':
      put(row, next)
      if (row[stamp] === at) return
      row[stamp] = at
      row.written = true
      return
    case 'tie':
      return markSuspect(row, stamp.slice(0, -'_at'.length), now)
    case 'older':
    case 'same':
      return
  }
}

function put(row: CustomerRow, next: Partial<CustomerColumns>): void {
  if (same(row, next)) return
  Object.assign(row, next)
  row.written = true
  row.changed = true
}

function same(row: CustomerRow, next: Partial<CustomerColumns>): boolean {
  return (Object.keys(next) as (keyof CustomerColumns)[]).every((name) => row[name] === next[name])
}
