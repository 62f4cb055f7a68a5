// Who belongs to a segment, and of whom that is not known, as sets: kept with every commit of verdicts, beside the rows of the customers.
import { CHUNK, chunkOf, NumberBits, withChanges } from '#app/core/membership/number-bits.ts'
import { all, inNumbers, listOf, many, run, type Sql } from '#app/db/sql.ts'

export interface SetChange {
  readonly segment: number
  /** Of the set of those who belong, or of those of whom it is not known. */
  readonly unknown: boolean
  readonly number: number
  readonly stands: boolean
}

interface ChunkRow {
  segment_id: number
  is_unknown: number | boolean
  chunk: number
  bits: Uint8Array
}

/** In the transaction that changes the members or unknowns of these customers. What stands so already may be named again. */
export function* changeSets(shop: number, changes: readonly SetChange[]): Sql<void> {
  if (changes.length === 0) return
  const touched = new Map<string, { readonly segment: number; readonly unknown: boolean; readonly chunk: number; readonly changes: [number, boolean][] }>()
  for (const { segment, unknown, number, stands } of changes) {
    const chunk = chunkOf(number)
    const key = keyOf(segment, unknown, chunk)
    const known = touched.get(key)
    if (known === undefined) touched.set(key, { segment, unknown, chunk, changes: [[number, stands]] })
    else known.changes.push([number, stands])
  }
  const chunks = new Set<number>()
  const segments = new Set<number>()
  for (const { segment, chunk } of touched.values()) {
    chunks.add(chunk)
    segments.add(segment)
  }
  const rows = yield* all<ChunkRow>(
    `SELECT segment_id, is_unknown, chunk, bits FROM membership_sets WHERE shop_id = ? AND segment_id IN (${inNumbers}) AND is_unknown IN (?, ?) AND chunk IN (${inNumbers})`,
    shop, listOf([...segments]), false, true, listOf([...chunks]),
  )
  const stored = new Map(rows.map((row) => [keyOf(row.segment_id, Boolean(row.is_unknown), row.chunk), row.bits]))
  const kept: [number, number, boolean, number, Uint8Array][] = []
  const emptied: [number, number, boolean, number][] = []
  for (const [key, { segment, unknown, chunk, changes: ofChunk }] of touched) {
    const bits = withChanges(stored.get(key), ofChunk)
    if (bits !== null) kept.push([shop, segment, unknown, chunk, bits])
    else if (stored.has(key)) emptied.push([shop, segment, unknown, chunk])
  }
  yield* many(
    'INSERT INTO membership_sets (shop_id, segment_id, is_unknown, chunk, bits) VALUES (?, ?, ?, ?, ?) ON CONFLICT (shop_id, segment_id, is_unknown, chunk) DO UPDATE SET bits = excluded.bits',
    kept,
  )
  yield* many('DELETE FROM membership_sets WHERE shop_id = ? AND segment_id = ? AND is_unknown = ? AND chunk = ?', emptied)
}

const keyOf = (segment: number, unknown: boolean, chunk: number): string => `${segment} ${unknown} ${chunk}`

/** The members of a segment. Those of a customer who is gone stand until that was looked at. */
export function* memberSet(shop: number, segment: number): Sql<NumberBits> {
  const rows = yield* all<Pick<ChunkRow, 'chunk' | 'bits'>>('SELECT chunk, bits FROM membership_sets WHERE shop_id = ? AND segment_id = ? AND is_unknown = ? ORDER BY chunk', shop, segment, false)
  return setOf(rows)
}

/** All members without those who are gone, ascending. */
export function* livingMembers(shop: number, segment: number): Sql<Uint32Array> {
  const numbers = (yield* memberSet(shop, segment)).numbers()
  const gone = yield* all<{ number: number }>("SELECT number FROM customers WHERE shop_id = ? AND deleted_at IS NOT NULL AND members <> '[]'", shop)
  if (gone.length === 0) return numbers
  const left = new Set(gone.map((row) => row.number))
  return numbers.filter((number) => !left.has(number))
}

/** Rows read at a time for a page: a set of everyone needs the first, a rare one all of them. */
const CHUNKS_AT_ONCE = 32

/** Members above `after`, ascending, without those who are gone. */
export function* membersAfter(shop: number, segment: number, after: number, limit: number): Sql<number[]> {
  const found: number[] = []
  for (let at = after; found.length < limit;) {
    const rows = yield* all<Pick<ChunkRow, 'chunk' | 'bits'>>(
      'SELECT chunk, bits FROM membership_sets WHERE shop_id = ? AND segment_id = ? AND is_unknown = ? AND chunk >= ? ORDER BY chunk LIMIT ?',
      shop, segment, false, chunkOf(at + 1), CHUNKS_AT_ONCE,
    )
    const wanted = limit - found.length
    const next = setOf(rows).after(at, wanted)
    for (const number of yield* living(shop, next)) found.push(number)
    const last = rows.at(-1)
    if (next.length === wanted) at = next.at(-1) ?? at
    else if (last === undefined || rows.length < CHUNKS_AT_ONCE) break
    else at = (last.chunk + 1) * CHUNK - 1
  }
  return found
}

function* living(shop: number, numbers: number[]): Sql<number[]> {
  if (numbers.length === 0) return numbers
  const gone = yield* all<{ number: number }>(`SELECT number FROM customers WHERE shop_id = ? AND number IN (${inNumbers}) AND deleted_at IS NOT NULL`, shop, listOf(numbers))
  if (gone.length === 0) return numbers
  const left = new Set(gone.map((row) => row.number))
  return numbers.filter((number) => !left.has(number))
}

export interface StoredSets {
  readonly members: NumberBits
  /** Of whom it is not known; some of them may still be members. */
  readonly unknowns: NumberBits
}

/** All sets of a shop by segment; none of segments without anybody. */
export function* setsOf(shop: number): Sql<ReadonlyMap<number, StoredSets>> {
  const rows = yield* all<ChunkRow>('SELECT segment_id, is_unknown, chunk, bits FROM membership_sets WHERE shop_id = ? ORDER BY segment_id, is_unknown, chunk', shop)
  const bySegment = new Map<number, { members: ChunkRow[]; unknowns: ChunkRow[] }>()
  for (const row of rows) {
    const of = bySegment.get(row.segment_id) ?? { members: [], unknowns: [] }
    of[row.is_unknown ? 'unknowns' : 'members'].push(row)
    bySegment.set(row.segment_id, of)
  }
  return new Map([...bySegment].map(([segment, { members, unknowns }]) => [segment, { members: setOf(members), unknowns: setOf(unknowns) }]))
}

/** With the segment itself. */
export function* dropSets(shop: number, segment: number): Sql<void> {
  yield* run('DELETE FROM membership_sets WHERE shop_id = ? AND segment_id = ?', shop, segment)
}

const setOf = (rows: readonly Pick<ChunkRow, 'chunk' | 'bits'>[]): NumberBits => new NumberBits(new Map(rows.map(({ chunk, bits }) => [chunk, bits])))
