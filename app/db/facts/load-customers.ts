// Customers straight into the columns of a block, without a record in between: a store has a million of them.
import { customerTexts } from '#app/core/facts/parts.ts'
import type { CustomerColumns } from '#app/core/facts/customer-columns.ts'
import type { MetafieldFact, Place } from '#app/core/facts/facts.ts'
import type { CustomerPart, CustomerTextPart, Parts } from '#app/core/facts/parts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { eachPlace } from '#app/db/facts/place-text.ts'
import { oursAmong } from '#app/db/facts/ours-among.ts'
import { readHistories } from '#app/db/facts/read-histories.ts'
import type { HistoriesOf } from '#app/db/facts/read-histories.ts'
import { tuples } from '#app/db/sql.ts'
import type { Sql, SqlCell } from '#app/db/sql.ts'

export interface CustomerHoldings {
  readonly parts: Parts
  /** Segments of which to read when a customer entered and left them. */
  readonly histories: ReadonlySet<number>
}

/** What is read beside each customer's number and creation, and where it goes. */
interface Source {
  readonly sql: string
  readonly take: (value: SqlCell, row: Row) => void
}

interface Row {
  readonly number: number
  readonly ours: ReadonlySet<string> | undefined
}

const noTags: ReadonlySet<string> = new Set()

/** A page of customers above `after`, ascending by number, with the `facts_version` of each. Answers the last number, null at the end. Tombstones are left out. */
export function* loadCustomers(shop: number, after: number, limit: number, holdings: CustomerHoldings, into: CustomerColumns, version: (factsVersion: number) => void): Sql<number | null> {
  const sources = sourcesFor(holdings, into)
  const asked = ['number', 'created_at', 'facts_version', 'members', ...sources.map(({ sql }) => sql)]
  const rows = yield* tuples(
    `SELECT ${asked.join(', ')} FROM customers WHERE shop_id = ? AND number > ? AND profile_at > 0 AND deleted_at IS NULL ORDER BY number LIMIT ?`,
    shop, after, limit,
  )
  const last = rows.at(-1)
  if (last === undefined) return null
  const page = ['customer > ? AND customer <= ?', shop, after, last[0] as number] as const
  const ours = holdings.parts.has('foreignTags') ? yield* oursAmong(...page) : new Map<number, Set<string>>()
  const historiesOf: HistoriesOf = yield* readHistories(shop, holdings.histories, page[0], page[2], page[3])
  for (const row of rows) {
    const number = row[0] as number
    into.begin(number, row[1] as number | null)
    version(row[2] as number)
    const own = { number, ours: ours.get(number) }
    for (let index = 0; index < sources.length; index++) sources[index]!.take(row[index + 4]!, own)
    into.histories.add(historiesOf(number, row[3] as string))
    into.end()
  }
  return last[0] as number
}

function sourcesFor({ parts }: CustomerHoldings, into: CustomerColumns): Source[] {
  const held = (...of: readonly CustomerPart[]): boolean => of.some((part) => parts.has(part))
  const sources: Source[] = []
  const from = (sql: string, of: readonly CustomerPart[], take: Source['take']): void => {
    if (held(...of)) sources.push({ sql, take })
  }
  for (const part of customerTexts) from(columnOf[part], [part], (value) => into.texts[part].push(value as string | null))
  from('number_of_orders', ['numberOfOrders'], (value) => into.numberOfOrders.push(value as number))
  from('amount_spent', ['amountSpent'], (value) => into.amountSpent.push(value as number))
  from('has_note', ['hasNote'], (value) => into.hasNote.push(+(value as number | boolean)))
  from('has_phone', ['hasPhone'], (value) => into.hasPhone.push(+(value as number | boolean)))
  from('metafields', ['metafields'], (value) => into.metafields.add(value === '{}' ? {} : (JSON.parse(value as string) as Record<string, MetafieldFact>)))
  from('members', ['members'], (value) => {
    if (value !== '[]') for (const [segment] of JSON.parse(value as string) as [number, number][]) into.addMember(segment)
  })
  from('tags', ['tags', 'foreignTags'], tagsInto(into, parts))
  from('places', ['countries', 'regions', 'cities', 'places'], placesInto(into, parts))
  return sources
}

const columnOf: Readonly<Record<CustomerTextPart, string>> = {
  state: 'state', locale: 'locale', emailDomain: 'email_domain', emailConsent: 'email_consent', smsConsent: 'sms_consent',
  productSubscription: 'product_subscription', spendTier: 'spend_tier', rfmGroup: 'rfm_group',
}

function tagsInto({ lists }: CustomerColumns, parts: Parts): Source['take'] {
  const [all, foreign] = [parts.has('tags'), parts.has('foreignTags')]
  return (value, { ours = noTags }) => {
    if (value === '[]') return
    for (const [tag, , present] of JSON.parse(value as string) as [string, number, 0 | 1][]) {
      if (present !== 1) continue
      if (all) lists.tags.add(tag)
      if (foreign && !(ours.size > 0 && ours.has(foldTag(tag)))) lists.foreignTags.add(tag)
    }
  }
}

function placesInto({ lists, places }: CustomerColumns, parts: Parts): Source['take'] {
  const lengthwise = ([['countries', 'country'], ['regions', 'region'], ['cities', 'city']] as const).filter(([part]) => parts.has(part))
  if (!parts.has('places')) {
    return (value) => {
      for (const [part, key] of lengthwise) eachPlace(value as string, key, (text) => lists[part].add(text))
    }
  }
  return (value) => {
    const whole = value === '[]' ? [] : (JSON.parse(value as string) as Place[])
    places.add(whole)
    for (const [part, key] of lengthwise) for (const place of whole) lists[part].add(place[key])
  }
}
