// A synced shop of any size in a fresh SQLite file, written through the real schema: the same rows every time, and nobody evaluated yet.
import Sqlite from 'better-sqlite3'
import { encodeLines } from '#app/core/facts/order-lines.ts'
import { migrate } from '#app/db/migrate.ts'
import { dice } from './dice.ts'

/** Everything in the store lies before it. */
export const STORE_NOW = Date.UTC(2026, 10, 22)
const PRODUCTS = 20_000
const DAY = 86_400_000
const towns = [['US', 'US-NY', 'US-NY-NewYork'], ['US', 'US-CA', 'US-CA-LosAngeles'], ['DE', 'DE-BE', 'DE-BE-Berlin'], ['DE', 'DE-HH', 'DE-HH-Hamburg'], ['GB', 'GB-ENG', 'GB-ENG-London'], ['FR', null, 'FR-Paris']] as const
const locales = ['en', 'en', 'en', 'de', 'de', 'fr'] as const

export interface MadeStore {
  readonly shop: number
  readonly orders: number
}

/** Customers in the order of their numbers; 35 % of them never ordered, the others have 3.2 / 0.65 orders in the mean. */
export async function makeStore(path: string, customers: number): Promise<MadeStore> {
  await migrate(`file:${path}`)
  const db = new Sqlite(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = OFF')
  const shop = Number(db.prepare(`INSERT INTO shops (domain, zone, currency, facts_version, next_customer, next_product, synced_at, installed_at) VALUES ('bench.myshopify.com', 'UTC', 'EUR', 1, ?, ?, ?, ?)`).run(customers + 1, PRODUCTS + 1, STORE_NOW, STORE_NOW).lastInsertRowid)
  const product = db.prepare(`INSERT INTO products (shop_id, number, shopify_id, version, known, title, type, vendor, tags, facts_version) VALUES (?, ?, ?, 1, 1, ?, ?, ?, ?, 1)`)
  db.transaction(() => {
    for (let number = 1; number <= PRODUCTS; number++) product.run(shop, number, 3_000_000_000_000 + number, `Product ${number}`, `type${number % 20}`, `Vendor ${number % 40}`, `["tag${number % 30}"]`)
  })()
  let orders = 0
  const writer = customerWriter(db, shop)
  const some = db.transaction((from: number, to: number) => {
    for (let number = from; number < to; number++) orders += writer(number)
  })
  for (let from = 1; from <= customers; from += 10_000) some(from, Math.min(from + 10_000, customers + 1))
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  return { shop, orders }
}

/** Writes one customer with all orders, and answers how many those were. */
function customerWriter(db: Sqlite.Database, shop: number): (number: number) => number {
  const random = dice(20261122)
  const below = (limit: number): number => Math.floor(random() * limit)
  const insertCustomer = db.prepare(
    `INSERT INTO customers (shop_id, number, shopify_id, profile_at, created_at, state, locale, locale_at, email_domain, note_at, phone_at, places, places_at, email_consent, email_consent_at,
       sms_consent, sms_consent_at, number_of_orders, amount_spent, totals_at, spend_tier, rfm_group, tags, tags_at, metafields_at, facts_version)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
  )
  const insertOrder = db.prepare(
    `INSERT INTO orders (shop_id, shopify_id, customer, version, created_at, processed_at, financial_status, total, current_total, discounts, refunded, currency, source_name, discount_codes, refunds, lines, facts_version)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'EUR', 'web', ?, ?, ?, 1)`,
  )
  let order = 5_000_000_000_000
  return (number) => {
    const since = STORE_NOW - (1 + below(4 * 365)) * DAY - below(86_400) * 1_000
    const count = random() < 0.35 ? 0 : Math.min(700, Math.ceil(-Math.log(1 - random()) * 4.4))
    const [country, region, city] = towns[below(towns.length)]!
    const place = [{ country, region, city, zip: '10115', lat: 52.5, lon: 13.4 }]
    const tags = random() < 0.05 ? [['VIP', since, 1]] : random() < 0.1 ? [['newsletter', since, 1]] : []
    let spent = 0
    for (let one = 0; one < count; one++) {
      const at = since + Math.floor((random() * (STORE_NOW - since)) / 1_000) * 1_000
      const total = 500 + below(20_000)
      const discounted = random() < 0.25
      const refunded = random() < 0.04 ? Math.floor(total / 2) : 0
      const lines = Array.from({ length: 1 + below(3) }, () => ({ product: 1 + Math.floor(PRODUCTS * random() ** 3), quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: total, discountedTotal: total }))
      insertOrder.run(shop, ++order, number, at, at, at, refunded > 0 ? 'PARTIALLY_REFUNDED' : 'PAID', total, total - refunded, discounted ? 500 : 0, refunded,
        discounted ? '["AUTUMN10"]' : '[]', refunded > 0 ? JSON.stringify([[String(order), at, refunded]]) : '[]', encodeLines(lines))
      spent += total - refunded
    }
    insertCustomer.run(shop, number, 7_000_000_000_000 + number, since, since, random() < 0.4 ? 'ENABLED' : 'DISABLED', locales[below(locales.length)]!, since, `example${number % 50}.com`, since, since, JSON.stringify(place), since,
      random() < 0.6 ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED', since, random() < 0.1 ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED', since, count, spent, since, random() < 0.2 ? 'HIGH' : 'LOW', count === 0 ? 'PROSPECTS' : 'ACTIVE', JSON.stringify(tags), since, since)
    return count
  }
}
