// Backfills: which one a shop needs. It is derived, so that none can be lost: whoever raises the rules or changes a product has asked for it.
import { lastRuns, runningRun, startRun, updateRun } from '#app/db/runs.ts'
import type { Run } from '#app/db/runs.ts'
import { needsOfRules } from '#app/db/rule-needs.ts'
import { shopById } from '#app/db/shops.ts'
import { first } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** Raised by a release in which some rule says something else than before: everyone is looked at again then, before the auditor takes what stands for wrong. */
const MEANING = 2

export interface BackfillProgress {
  /** The shop's `rules_version` this walk over everyone is for. */
  readonly rules: number
  /** The `MEANING` of the release that walked; none before it was noted. */
  readonly meaning?: number
  /** The highest `facts_version` of a product when the walk began. */
  readonly products: number
  /** By segment id: why its memberships may differ now. */
  readonly reasons: Readonly<Record<string, BackfillReason>>
  /** Ids of segments whose tag has another name now, or may be written again: those who have or should have it are settled anew although nothing else changes for them. */
  readonly retagged?: readonly number[]
}
export type BackfillReason = 'event' | 'rule' | 'state' | 'cut points' | 'correction'
export type Backfill = Run<BackfillProgress>

/** Notes why the memberships of a segment may differ: in the transaction that changed it. A walk under way starts over by itself. */
export function* askBackfill(shop: number, segment: number, reason: BackfillReason, now: number, retagged = false): Sql<void> {
  const run = yield* runningBackfill(shop)
  const { reasons = {}, retagged: others = [], ...known } = run?.progress ?? { rules: 0, products: 0 }
  const progress = { ...known, reasons: { ...reasons, [segment]: reason }, retagged: retagged ? [...others, segment] : others } satisfies BackfillProgress
  if (run === undefined) yield* startRun(shop, 'backfill', 'walk', progress, now)
  else yield* updateRun(run, { progress }, now)
}

export function* runningBackfill(shop: number): Sql<Backfill | undefined> {
  return (yield* runningRun(shop, 'backfill')) as Backfill | undefined
}

/** The walk this shop needs, brought up to its newest rules; undefined when everyone has been seen with them. */
export function* neededBackfill(shop: number, now: number): Sql<Backfill | undefined> {
  const rules = (yield* shopById(shop))?.rulesVersion ?? 0
  const running = yield* runningBackfill(shop)
  if (running?.progress.rules === rules && running.progress.meaning === MEANING) return running
  const products = yield* productsVersion(shop)
  if (running !== undefined) {
    const progress = { ...running.progress, rules, meaning: MEANING, products }
    yield* updateRun(running, { progress, cursor: 0 }, now)
    return { ...running, progress, cursor: 0 }
  }
  if (!(yield* backfillNeeded(shop))) return undefined
  return (yield* startRun(shop, 'backfill', 'walk', { rules, meaning: MEANING, products, reasons: {} } satisfies BackfillProgress, now)) as unknown as Backfill
}

/** For the sweep: a walk is under way or due. */
export function* backfillNeeded(shop: number): Sql<boolean> {
  const [last] = (yield* lastRuns(shop, 'backfill', 1)) as unknown as Backfill[]
  if (last?.state === 'running') return true
  const rules = (yield* shopById(shop))?.rulesVersion ?? 0
  if (rules > (last?.progress.rules ?? 0) || (last !== undefined && last.progress.meaning !== MEANING)) return true
  return last !== undefined && (yield* productsVersion(shop)) > last.progress.products && (yield* readsProducts(shop))
}

/**
 * Whether the last walk over everyone has ended and was with these rules, and with what the products are now where those are read; and
 * whether everyone whose answer to a delegated clause changed has been marked.
 */
export function* everyoneSeenWith(shop: number, rules: number, readsProducts: boolean): Sql<boolean> {
  const [last] = (yield* lastRuns(shop, 'backfill', 1)) as unknown as Backfill[]
  if (last?.state !== 'done' || last.progress.rules !== rules || last.progress.meaning !== MEANING) return false
  const answering = yield* first('SELECT id FROM delegated_clauses WHERE shop_id = ? AND changed IS NOT NULL LIMIT 1', shop)
  return answering === undefined && (!readsProducts || (yield* productsVersion(shop)) <= last.progress.products)
}

/** What a product is matters only where a rule asks; the walk after a new rule sees all products as they are then. */
function* readsProducts(shop: number): Sql<boolean> {
  return (yield* needsOfRules(shop)).some(({ products }) => products.size > 0)
}

/**
 * What is known of the shop has not been looked at as a whole yet: the sync is not complete, or nobody has walked over everyone since.
 * Until then no verdict is worth a tag.
 */
export function* firstWalkAwaited(shop: number): Sql<boolean> {
  const syncedAt = (yield* shopById(shop))?.syncedAt ?? null
  if (syncedAt === null) return true
  const walked = yield* first("SELECT id FROM runs WHERE shop_id = ? AND kind = 'backfill' AND state = 'done' AND finished_at >= ? LIMIT 1", shop, syncedAt)
  return walked === undefined && (yield* backfillNeeded(shop))
}

function* productsVersion(shop: number): Sql<number> {
  const row = yield* first<{ version: number | null }>('SELECT max(facts_version) AS version FROM products WHERE shop_id = ?', shop)
  return row?.version ?? 0
}
