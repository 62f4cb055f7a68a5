// The durable inbox of deliveries: a SQLite file of its own, or a table on PostgreSQL, written by one group-committing writer.
import type { InboxSize } from '#app/db/inbox-room.ts'
import type { DatabaseTrouble } from '#app/db/sql.ts'

export interface NewDelivery {
  /** `x.myshopify.com` */
  readonly shop: string
  readonly webhookId: string
  /** As in the header, e.g. `customers/update`. */
  readonly topic: string
  /** X-Shopify-Triggered-At in milliseconds, store time; 0 when absent. */
  readonly triggeredAt: number
  /** Store time. */
  readonly receivedAt: number
  /** The payload after the allow-list, as JSON. */
  readonly payload: string
}

export interface PendingDelivery extends NewDelivery {
  readonly id: number
  readonly attempts: number
}

export interface Backlog {
  readonly pending: number
  readonly oldest: number | null
}

export interface InboxDepth extends Backlog {
  readonly failed: number
  /** Those with pending deliveries. */
  readonly shops: readonly (Backlog & { readonly shop: string })[]
}

export interface Inbox {
  /** What keeps deliveries from being kept, as the last write met it; null once one has succeeded again. */
  trouble(): DatabaseTrouble | null
  /** How much of the disk is used, against the bound. */
  size(): Promise<InboxSize>
  /** Whether the bound was reached when it was looked at last. */
  isFull(): boolean
  /** Resolves once the row is on disk; `duplicate` when this shop and webhook id were seen before. Throws `DatabaseFull` and `InboxFull`. */
  add(delivery: NewDelivery): Promise<'stored' | 'duplicate'>
  /** The oldest unapplied deliveries of a shop whose next try has come (`wall`), up to `limit`. */
  pending(shop: string, limit: number, wall: number): Promise<readonly PendingDelivery[]>
  /** Marks as applied; the payload is emptied, the id kept so that replays are known. */
  applied(ids: readonly number[]): Promise<void>
  /** Keeps it pending with one more attempt, not before `nextTryAt` (wall), or failed for good when that is null. */
  failed(id: number, why: string, nextTryAt: number | null): Promise<void>
  /** Domains of shops with pending deliveries, for the sweep. */
  waiting(): Promise<readonly string[]>
  /** Pending and failed counts, and the receipt instant of the oldest pending one; by shop too. Pending ones are counted to 100,000 a shop. */
  depth(): Promise<InboxDepth>
  /** How many deliveries of a shop are not applied, counted to `limit`, and the receipt instant of the oldest. Reads no payload. */
  backlog(shop: string, limit: number): Promise<Backlog>
  /** When the oldest delivery of a shop was received that nobody has tried to apply yet; null when there is none. */
  untriedSince(shop: string): Promise<number | null>
  /** Privacy: empties every payload of a shop, or those that name one of these Shopify ids. */
  erase(shop: string, ids: readonly string[] | null): Promise<void>
  /** Forgets what of a shop was applied or has failed and came before `before` (store time): some hundred at once; how many it were. */
  forget(shop: string, before: number): Promise<number>
  close(): Promise<void>
}
