// Fills a SQLite file with one made-up shop, in SQL alone: as many rows as a large store has, scattered as an import leaves them.
import Sqlite from 'better-sqlite3'
import { encodeLines } from '#app/core/facts/order-lines.ts'

export const SHOP = 1
const DAY = 86_400_000

/** 3.2 orders a customer; gives their number. Orders lie by id, those of one customer far apart. */
export function fillStore(path: string, customers: number, now: number): number {
  const db = new Sqlite(path)
  const orders = Math.floor(customers * 3.2)
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = OFF')
    db.exec('DROP INDEX orders_shop_id_customer_idx')
    db.prepare('INSERT INTO shops (id, domain, zone, currency, facts_version, next_customer, installed_at, synced_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(SHOP, 'large.myshopify.com', 'Europe/Berlin', 'EUR', customers, customers + 1, now, now)
    db.prepare(`WITH RECURSIVE of(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM of WHERE n < :customers)
      INSERT INTO customers (shop_id, number, shopify_id, profile_at, created_at, state, locale, email_consent, places, number_of_orders, facts_version)
      SELECT ${SHOP}, n, 5000000000 + n, 1, :now - (n * 7919 % 1095) * ${DAY}, 'ENABLED', CASE n % 3 WHEN 0 THEN 'de' ELSE 'en' END, CASE n % 2 WHEN 0 THEN 'SUBSCRIBED' END,
        '[{"country":"DE","region":"DE-BE","city":"DE-BE-Berlin","zip":"101","lat":52.5,"lon":13.4}]', n % 5, n FROM of`).run({ customers, now })
    const lines = Array.from({ length: 50 }, (_, nth) => Buffer.from(encodeLines([1, 50].map((step) => ({ product: nth * step + 1, quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: 2_000, discountedTotal: 2_000 })))))
    db.exec('CREATE TEMP TABLE kinds (kind INTEGER PRIMARY KEY, lines BLOB)')
    lines.forEach((one, kind) => db.prepare('INSERT INTO kinds VALUES (?, ?)').run(kind, one))
    db.prepare(`WITH RECURSIVE of(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM of WHERE n < :orders)
      INSERT INTO orders (shop_id, shopify_id, customer, version, created_at, processed_at, financial_status, total, current_total, currency, lines)
      SELECT ${SHOP}, 6000000000 + n, 1 + (n * 2654435761) % :customers, 1, at, at, 'PAID', total, total, 'EUR', lines
      FROM (SELECT n, :now - (n * 104729 % 1095) * ${DAY} - n % ${DAY} AS at, 2000 + n * 48271 % 18000 AS total, n * 69621 % 50 AS kind FROM of) JOIN kinds USING (kind)`).run({ customers, orders, now })
    db.exec('CREATE INDEX orders_shop_id_customer_idx ON orders (shop_id, customer)')
    return orders
  } finally {
    db.close()
  }
}
