// Shops: find, install, change, and the two counters that order everything a shop does.
import { readRetention, type Retention } from '#app/core/retention.ts'
import type { Trouble } from '#app/core/trouble.ts'
import { all, first, forUpdate, run } from '#app/db/sql.ts'
import type { Sql, SqlValue } from '#app/db/sql.ts'

export interface Shop {
  readonly id: number
  /** `x.myshopify.com` */
  readonly domain: string
  readonly shopifyId: string | null
  readonly state: 'installed' | 'uninstalled' | 'redacted'
  /** IANA name. */
  readonly zone: string
  /** ISO 4217 code. */
  readonly currency: string
  readonly plan: string
  readonly factsVersion: number
  readonly rulesVersion: number
  readonly writesEnabled: boolean
  /** First readable instant of order history; null when all of it is readable. */
  readonly historyFrom: number | null
  /** When the first sync was complete; null before. */
  readonly syncedAt: number | null
  /** Metafields of customers that the rules name, by path. */
  readonly metafields: readonly WantedMetafield[]
  /** How long things are kept. */
  readonly retention: Retention
  /** Null, or what keeps us from working. */
  readonly trouble: Trouble | null
  /** When the merchant first let tags be written; null before: nothing is written to the store until then. */
  readonly approvedAt: number | null
  /** How long changes gather before their tags are written (milliseconds, store clock). */
  readonly settleAfter: number
  /** What was unsettled at `settleMarkAt`; see app/operations/tagging/gather.ts. */
  readonly settleMark: number
  readonly settleMarkAt: number | null
  readonly installedAt: number
  readonly uninstalledAt: number | null
}

export interface WantedMetafield {
  /** `metafields.namespace.key` */
  readonly path: string
  /** The shop's `rulesVersion` since which some rule has named it without a break: readings that were asked for earlier may lack it. */
  readonly since: number
  /** Whether it is known of every customer. */
  readonly held: boolean
}

/** The paths of all metafields that are kept. */
export const pathsOf = ({ metafields }: Pick<Shop, 'metafields'>): ReadonlySet<string> => new Set(metafields.map(({ path }) => path))

/** What may be changed by `updateShop`. Changing zone, currency or historyFrom asks for `raiseRules` in the same transaction. */
export interface ShopChange {
  readonly shopifyId?: string
  readonly state?: Shop['state']
  readonly zone?: string
  readonly currency?: string
  readonly plan?: string
  readonly writesEnabled?: boolean
  readonly historyFrom?: number | null
  readonly syncedAt?: number | null
  readonly metafields?: readonly WantedMetafield[]
  readonly retention?: Retention
  readonly trouble?: Trouble | null
  readonly approvedAt?: number | null
  readonly settleAfter?: number
  readonly settleMark?: number
  readonly settleMarkAt?: number | null
  readonly uninstalledAt?: number | null
}

const columns = `id, domain, CAST(shopify_id AS TEXT) AS shopify_id, state, zone, currency, plan, facts_version, rules_version,
  writes_enabled, history_from, synced_at, metafields, retention, trouble, approved_at, settle_after, settle_mark, settle_mark_at, installed_at, uninstalled_at`

export function* shopByDomain(domain: string): Sql<Shop | undefined> {
  const row = yield* first<ShopRow>(`SELECT ${columns} FROM shops WHERE domain = ?`, domain)
  return row && shopOf(row)
}

export function* shopById(id: number): Sql<Shop | undefined> {
  const row = yield* first<ShopRow>(`SELECT ${columns} FROM shops WHERE id = ?`, id)
  return row && shopOf(row)
}

export function* installedShops(): Sql<Shop[]> {
  const rows = yield* all<ShopRow>(`SELECT ${columns} FROM shops WHERE state = 'installed' ORDER BY id`)
  return rows.map(shopOf)
}

/** Whatever became of them: what is kept of a shop that left is to be erased in its time as well. */
export function* everyShopThere(): Sql<Shop[]> {
  const rows = yield* all<ShopRow>(`SELECT ${columns} FROM shops ORDER BY id`)
  return rows.map(shopOf)
}

/**
 * A new shop, or one that comes back: installed, without trouble, and unsynced, since what happened meanwhile is not known.
 * An installed shop is left as it is.
 */
export function* installShop(domain: string, now: number): Sql<Shop> {
  yield* run(
    `INSERT INTO shops (domain, installed_at) VALUES (?, ?)
     ON CONFLICT (domain) DO UPDATE SET state = 'installed', installed_at = excluded.installed_at, uninstalled_at = NULL,
       synced_at = NULL, trouble = NULL
     WHERE shops.state <> 'installed'`,
    domain,
    now,
  )
  const shop = yield* shopByDomain(domain)
  if (!shop) throw new Error('A shop vanished while it was installed.')
  return shop
}

export function* updateShop(id: number, change: ShopChange): Sql<void> {
  const set: [string, SqlValue | undefined][] = [
    ['shopify_id', change.shopifyId === undefined ? undefined : BigInt(change.shopifyId)],
    ['state', change.state],
    ['zone', change.zone],
    ['currency', change.currency],
    ['plan', change.plan],
    ['writes_enabled', change.writesEnabled],
    ['history_from', change.historyFrom],
    ['synced_at', change.syncedAt],
    ['metafields', change.metafields === undefined ? undefined : JSON.stringify(change.metafields)],
    ['retention', change.retention === undefined ? undefined : JSON.stringify(change.retention)],
    ['trouble', change.trouble],
    ['approved_at', change.approvedAt],
    ['settle_after', change.settleAfter],
    ['settle_mark', change.settleMark],
    ['settle_mark_at', change.settleMarkAt],
    ['uninstalled_at', change.uninstalledAt],
  ]
  const given = set.filter((pair): pair is [string, SqlValue] => pair[1] !== undefined)
  if (given.length === 0) return
  yield* run(`UPDATE shops SET ${given.map(([column]) => `${column} = ?`).join(', ')} WHERE id = ?`, ...given.map(([, value]) => value), id)
}

/** Holds the shop's row until the transaction ends, so that the writers of one shop stand in line. SQLite has one writer anyway. */
export function* lockShop(id: number): Sql<void> {
  yield* all(`SELECT id FROM shops WHERE id = ? ${forUpdate}`, id)
}

/** Takes the next number of the shop's sequence, under the shop row's lock. Throws for a shop that is not there. */
export function* nextVersion(id: number): Sql<number> {
  const row = yield* first<{ facts_version: number }>('UPDATE shops SET facts_version = facts_version + 1 WHERE id = ? RETURNING facts_version', id)
  if (!row) throw new Error(`There is no shop ${id}.`)
  return row.facts_version
}

/** After every change of a segment, of the zone and of the history limit: verdicts under way with the old rules are refused. */
export function* raiseRules(id: number): Sql<number> {
  const row = yield* first<{ rules_version: number }>('UPDATE shops SET rules_version = rules_version + 1 WHERE id = ? RETURNING rules_version', id)
  if (!row) throw new Error(`There is no shop ${id}.`)
  return row.rules_version
}

interface ShopRow {
  id: number
  domain: string
  shopify_id: string | null
  state: Shop['state']
  zone: string
  currency: string
  plan: string
  facts_version: number
  rules_version: number
  writes_enabled: number | boolean
  history_from: number | null
  synced_at: number | null
  metafields: string
  retention: string
  trouble: Trouble | null
  approved_at: number | null
  settle_after: number
  settle_mark: number
  settle_mark_at: number | null
  installed_at: number
  uninstalled_at: number | null
}

function shopOf(row: ShopRow): Shop {
  return {
    id: row.id,
    domain: row.domain,
    shopifyId: row.shopify_id,
    state: row.state,
    zone: row.zone,
    currency: row.currency,
    plan: row.plan,
    factsVersion: row.facts_version,
    rulesVersion: row.rules_version,
    writesEnabled: Boolean(row.writes_enabled),
    historyFrom: row.history_from,
    syncedAt: row.synced_at,
    metafields: row.metafields === '[]' ? [] : (JSON.parse(row.metafields) as WantedMetafield[]),
    retention: readRetention(row.retention),
    trouble: row.trouble,
    approvedAt: row.approved_at,
    settleAfter: row.settle_after,
    settleMark: row.settle_mark,
    settleMarkAt: row.settle_mark_at,
    installedAt: row.installed_at,
    uninstalledAt: row.uninstalled_at,
  }
}
