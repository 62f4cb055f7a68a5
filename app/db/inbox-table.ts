// The inbox over a table `deliveries` of either database: one group-committing writer, everything else a short transaction.
import { groupCommit } from '#app/db/group-commit.ts'
import { inboxRoom } from '#app/db/inbox-room.ts'
import type { Backlog, Inbox, InboxDepth, NewDelivery, PendingDelivery } from '#app/db/inbox.ts'
import { all, first, inNumbers, inTexts, listOf, many, run } from '#app/db/sql.ts'
import type { Database, Sql } from '#app/db/sql.ts'

/** `close` waits for the adds under way and then closes `db`, which belongs to the inbox alone. */
export function inboxOver(db: Database, mostBytes = Infinity): Inbox {
  const room = inboxRoom(() => db.read(db.provider === 'sqlite' ? usedOnSqlite : () => usedOnPostgres(mostBytes)), mostBytes)
  const writer = groupCommit<NewDelivery, 'stored' | 'duplicate'>((deliveries) => db.write(() => store(deliveries)), { waitMs: 6, mostItems: 200 })
  return {
    trouble: () => db.trouble(),
    size: () => room.measure(),
    isFull: () => room.isFull(),
    add(delivery) {
      const asked = room.admit()
      return asked === null ? writer.add(delivery) : asked.then(() => writer.add(delivery))
    },
    pending: (shop, limit, wall) => db.read(() => pending(shop, limit, wall)),
    applied: async (ids) => void (await db.write(() => markApplied(ids))),
    failed: async (id, why, nextTryAt) => void (await db.write(() => markFailed(id, why, nextTryAt))),
    waiting: () => db.read(waiting),
    depth: () => db.read(depth),
    backlog: (shop, limit) => db.read(() => backlog(shop, limit)),
    untriedSince: (shop) => db.read(() => untriedSince(shop)),
    async erase(shop, ids) {
      await db.write(() => erase(shop, ids))
      await db.forgetLog()
    },
    forget: (shop, before) => db.write(() => forget(shop, before)),
    async close() {
      await writer.drained()
      await db.close()
    },
  }
}

function* store(deliveries: readonly NewDelivery[]): Sql<('stored' | 'duplicate')[]> {
  const keyOf = (shop: string, webhookId: string): string => `${shop} ${webhookId}`
  const known = yield* all<{ shop: string; webhook_id: string }>(
    `SELECT shop, webhook_id FROM deliveries WHERE shop IN (${inTexts}) AND webhook_id IN (${inTexts})`,
    listOf([...new Set(deliveries.map((one) => one.shop))]),
    listOf(deliveries.map((one) => one.webhookId)),
  )
  const seen = new Set(known.map((row) => keyOf(row.shop, row.webhook_id)))
  const fresh: NewDelivery[] = []
  const results = deliveries.map((delivery) => {
    const key = keyOf(delivery.shop, delivery.webhookId)
    if (seen.has(key)) return 'duplicate'
    seen.add(key)
    fresh.push(delivery)
    return 'stored'
  })
  // Another process may have stored the same one since we looked: then its row stays, and ours was stored as well.
  yield* many(
    `INSERT INTO deliveries (shop, webhook_id, topic, triggered_at, received_at, payload) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop, webhook_id) DO NOTHING`,
    fresh.map((one) => [one.shop, one.webhookId, one.topic, one.triggeredAt, one.receivedAt, one.payload]),
  )
  return results
}

function* pending(shop: string, limit: number, wall: number): Sql<PendingDelivery[]> {
  const rows = yield* all<{ id: number; shop: string; webhook_id: string; topic: string; triggered_at: number; received_at: number; payload: string; attempts: number }>(
    `SELECT id, shop, webhook_id, topic, triggered_at, received_at, payload, attempts FROM deliveries
     WHERE shop = ? AND state = 'pending' AND (next_try_at IS NULL OR next_try_at <= ?) ORDER BY id LIMIT ?`,
    shop, wall, limit,
  )
  return rows.map((row) => ({
    id: row.id,
    shop: row.shop,
    webhookId: row.webhook_id,
    topic: row.topic,
    triggeredAt: row.triggered_at,
    receivedAt: row.received_at,
    payload: row.payload,
    attempts: row.attempts,
  }))
}

function* markApplied(ids: readonly number[]): Sql<number> {
  return yield* run(`UPDATE deliveries SET state = 'applied', payload = '', problem = NULL, next_try_at = NULL WHERE id IN (${inNumbers})`, listOf(ids))
}

function* markFailed(id: number, why: string, nextTryAt: number | null): Sql<number> {
  const state = nextTryAt === null ? 'failed' : 'pending'
  return yield* run('UPDATE deliveries SET state = ?, attempts = attempts + 1, problem = ?, next_try_at = ? WHERE id = ?', state, why, nextTryAt, id)
}

/** From one shop to the next over the index: there may be a million deliveries, and are some shops. */
function* waiting(): Sql<string[]> {
  const shops: string[] = []
  for (let after = ''; ;) {
    const next = yield* first<{ shop: string | null }>(`SELECT min(shop) AS shop FROM deliveries WHERE state = 'pending' AND shop > ?`, after)
    if (typeof next?.shop !== 'string') return shops
    shops.push(next.shop)
    after = next.shop
  }
}

const countedTo = 100_000

function* depth(): Sql<InboxDepth> {
  const shops: (Backlog & { shop: string })[] = []
  for (const shop of yield* waiting()) shops.push({ shop, ...(yield* backlog(shop, countedTo)) })
  const failed = yield* first<{ count: number }>(`SELECT count(*) AS count FROM deliveries WHERE state = 'failed'`)
  return {
    pending: shops.reduce((sum, { pending }) => sum + pending, 0),
    failed: failed?.count ?? 0,
    oldest: shops.reduce<number | null>((oldest, one) => (one.oldest === null ? oldest : Math.min(one.oldest, oldest ?? Infinity)), null),
    shops,
  }
}


/** Pages of the file that hold something: those that were freed are used again. */
function* usedOnSqlite(): Sql<number> {
  const row = yield* first<{ used: number }>('SELECT (c.page_count - f.freelist_count) * s.page_size AS used FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s')
  return row?.used ?? 0
}

/** The table's files never shrink there: beyond the bound what waits in them is added up. */
function* usedOnPostgres(mostBytes: number): Sql<number> {
  const row = yield* first<{ used: number }>("SELECT pg_total_relation_size('deliveries') AS used")
  if ((row?.used ?? 0) < mostBytes) return row?.used ?? 0
  const waits = yield* first<{ used: number | null }>("SELECT CAST(sum(octet_length(payload) + 200) AS BIGINT) AS used FROM deliveries WHERE state = 'pending'")
  return waits?.used ?? 0
}

function* backlog(shop: string, limit: number): Sql<Backlog> {
  const open = yield* first<{ count: number }>(`SELECT count(*) AS count FROM (SELECT 1 FROM deliveries WHERE shop = ? AND state = 'pending' LIMIT ?) AS counted`, shop, limit)
  const oldest = yield* first<{ at: number }>(`SELECT received_at AS at FROM deliveries WHERE shop = ? AND state = 'pending' ORDER BY id LIMIT 1`, shop)
  return { pending: open?.count ?? 0, oldest: oldest?.at ?? null }
}

function* untriedSince(shop: string): Sql<number | null> {
  const oldest = yield* first<{ at: number }>(`SELECT received_at AS at FROM deliveries WHERE shop = ? AND state = 'pending' AND attempts = 0 ORDER BY id LIMIT 1`, shop)
  return oldest?.at ?? null
}

function* forget(shop: string, before: number): Sql<number> {
  return yield* run(
    `DELETE FROM deliveries WHERE shop = ? AND id IN (SELECT id FROM deliveries WHERE shop = ? AND received_at < ? AND state <> 'pending' ORDER BY received_at LIMIT ${forgottenAtOnce})`,
    shop, shop, before,
  )
}

const forgottenAtOnce = 200
const idsAtOnce = 50

function* erase(shop: string, ids: readonly string[] | null): Sql<void> {
  if (ids === null) {
    yield* run(`UPDATE deliveries SET state = 'applied', payload = '', problem = NULL, next_try_at = NULL WHERE shop = ? AND payload <> ''`, shop)
    return
  }
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const some = ids.slice(from, from + idsAtOnce)
    const rows = yield* all<{ id: number; payload: string }>(
      `SELECT id, payload FROM deliveries WHERE shop = ? AND payload <> '' AND (${some.map(() => 'payload LIKE ?').join(' OR ')})`,
      shop, ...some.map((id) => `%${id}%`),
    )
    // A longer id that happens to contain this one is another's.
    const names = new RegExp(`(?<!\\d)(?:${some.join('|')})(?!\\d)`)
    yield* markApplied(rows.filter((row) => names.test(row.payload)).map((row) => row.id))
  }
}
