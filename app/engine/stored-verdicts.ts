// What stands of a shop's verdicts, by customer number: read once at the beginning of a walk, which then leaves out whom it would not change.
import { setImmediate as breathe } from 'node:timers/promises'
import { setsOf, type StoredSets } from '#app/db/membership-sets.ts'
import { all, first, type Database } from '#app/db/sql.ts'

export interface StoredVerdicts {
  /** By segment, those without anybody left out. */
  readonly sets: ReadonlyMap<number, StoredSets>
  /** By number, Infinity where none is stored. */
  readonly dueAt: Float64Array
  /** By number, 1 for who is looked at in any case: the facts are newer than the verdicts, the tags were refused and may be tried again, or are to be settled anew. */
  readonly waiting: Uint8Array
}

const PAGE = 20_000

/**
 * Of several moments, one after the other: whoever holds the lease on memberships asks for this, so that meanwhile nobody but an erasure
 * writes verdicts, and whose facts change is stale and done by name.
 */
export async function readStoredVerdicts(db: Database, shop: number, retagged: readonly number[]): Promise<StoredVerdicts> {
  const { sets, size } = await db.read(function* () {
    const row = yield* first<{ next_customer: number }>('SELECT next_customer FROM shops WHERE id = ?', shop)
    return { sets: yield* setsOf(shop), size: row?.next_customer ?? 0 }
  })
  const dueAt = new Float64Array(size).fill(Infinity)
  const waiting = new Uint8Array(size)
  // Both are read from an index alone: these statements name no other column.
  await inPages(db, (at, number) => all<Indexed>(
    'SELECT due_at AS at, number FROM customers WHERE shop_id = ? AND due_at IS NOT NULL AND (due_at, number) > (?, ?) ORDER BY due_at, number LIMIT ?', shop, at, number, PAGE,
  ), ({ at, number }) => { dueAt[number] = at })
  await inPages(db, (at, number) => all<Indexed>(
    'SELECT facts_version AS at, number FROM customers WHERE shop_id = ? AND facts_version > evaluated_version AND (facts_version, number) > (?, ?) ORDER BY facts_version, number LIMIT ?', shop, at, number, PAGE,
  ), ({ number }) => { waiting[number] = 1 })
  const refused = await db.read(() => all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND settle_problem IS NOT NULL', shop))
  for (const { number } of refused) waiting[number] = 1
  for (const segment of retagged) await inPages(db, (_, number) => taggedByUs(shop, segment, number), ({ number }) => { waiting[number] = 1 })
  return { sets, dueAt, waiting }
}

/** Who carries the tag of a segment as ours, or had it taken off by somebody, whether they belong to it or not; or one that is no live segment's any more, as after a change of its name. */
const taggedByUs = (shop: number, segment: number, after: number) => all<Indexed>(
  `SELECT 0 AS at, customer AS number FROM tag_ledger WHERE shop_id = ? AND owner IN ('ours', 'adopted', 'declined') AND customer > ?
   AND (tag_folded IN (SELECT tag_folded FROM segments WHERE shop_id = ? AND id = ?) OR tag_folded NOT IN (SELECT tag_folded FROM segments WHERE shop_id = ? AND state <> 'deleted'))
   ORDER BY customer LIMIT ?`, shop, after, shop, segment, shop, PAGE,
)

interface Indexed {
  at: number
  number: number
}

async function inPages(db: Database, page: (at: number, number: number) => ReturnType<typeof all<Indexed>>, note: (row: Indexed) => void): Promise<void> {
  for (let last: Indexed = { at: Number.MIN_SAFE_INTEGER, number: 0 }; ;) {
    const { at, number } = last
    const rows = await db.read(() => page(at, number))
    rows.forEach(note)
    const end = rows.at(-1)
    if (end === undefined || rows.length < PAGE) return
    last = end
    await breathe()
  }
}
