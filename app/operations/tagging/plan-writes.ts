// Picks customers whose tags lag behind their memberships and writes down what is to be asked of Shopify, before it is asked.
import { readSeenTags, readStandings, readTagTimes } from '#app/core/membership/stored.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { tagDifference } from '#app/core/membership/tags.ts'
import { checkFence } from '#app/db/leases.ts'
import { allSegments } from '#app/db/segments.ts'
import { inNumbers, listOf, many, run, type Sql } from '#app/db/sql.ts'
import { heldAmong } from '#app/db/tag-ledger.ts'
import { keepDisowned, keepTakenOff, type Disowned, type TakenOff } from '#app/operations/tagging/keep-losses.ts'
import { pickUnsettled, type Unsettled } from '#app/operations/tagging/pick-unsettled.ts'
import { settled } from '#app/operations/tagging/settled.ts'
import { taggingStage } from '#app/operations/tagging/stage.ts'
import { questionOf, tagTermsOf } from '#app/operations/tagging/tag-terms.ts'
import type { Write } from '#app/operations/tagging/write-document.ts'

/** `membershipVersion`: what the customer is settled to once this is written. */
export interface PlannedWrite extends Write {
  readonly membershipVersion: number
  /** Since when each tag to add is known to be absent. */
  readonly absentSince: readonly number[]
}

export interface Planned {
  /** Customers looked at; 0 when none is unsettled. */
  readonly picked: number
  readonly writes: readonly PlannedWrite[]
}

export interface PlanRequest {
  readonly shop: number
  readonly fence: number
  readonly customers: number
  /** Passed over, although unsettled. */
  readonly except: ReadonlySet<number>
  /** At most so many tagsAdd and tagsRemove together; at least 2, so that any one customer fits. */
  readonly mutations: number
  /** The newest `membership_version` that may be written; any when left out. */
  readonly through?: number
  readonly now: number
}

export function* planWrites({ shop, fence, customers, except, mutations, through = Number.MAX_SAFE_INTEGER, now }: PlanRequest): Sql<Planned> {
  yield* checkFence(shop, taggingStage, fence)
  const rows = yield* pickUnsettled({ shop, limit: Math.min(customers, mutations), except, through })
  if (rows.length === 0) return { picked: 0, writes: [] }
  const terms = tagTermsOf(yield* allSegments(shop))
  const held = yield* heldAmong(shop, listOf(rows.map((row) => row.number)), { asked: false })
  const writes: PlannedWrite[] = []
  const done: Unsettled[] = []
  const gone: number[] = []
  const disowned: Disowned[] = []
  const takenOff: TakenOff[] = []
  let left = mutations
  for (const row of rows) {
    if (row.deleted_at !== null) {
      gone.push(row.number)
      done.push(row)
      continue
    }
    const wanted = readStandings(row.members).flatMap(({ segment }) => terms.tags.get(segment) ?? [])
    const difference = tagDifference(questionOf(terms, wanted, readSeenTags(row.tags), held.get(row.number)))
    const cost = Number(difference.add.length > 0) + Number(difference.remove.length > 0)
    if (cost > left) continue
    for (const fold of difference.disown) disowned.push({ customer: row.number, fold })
    for (const [index, at] of absentSince(row, difference.takenOff).entries()) takenOff.push({ customer: row.number, fold: difference.takenOff[index]!, at })
    if (cost === 0) {
      done.push(row)
      continue
    }
    left -= cost
    const { add, remove } = difference
    writes.push({ customer: row.number, shopifyId: row.shopify_id, add, remove, membershipVersion: row.membership_version, absentSince: absentSince(row, add) })
  }
  yield* settled(shop, done.map((row) => ({ customer: row.number, version: row.membership_version, problem: null })))
  yield* forgetTags(shop, gone, now)
  yield* keepDisowned(shop, disowned, now)
  yield* keepTakenOff(shop, takenOff, terms, now)
  yield* keepIntents(shop, writes, now)
  return { picked: rows.length, writes }
}

/** What we had added went with the customer; a merge has handed it to the one who stayed. */
function* forgetTags(shop: number, customers: readonly number[], now: number): Sql<void> {
  yield* many(`UPDATE tag_ledger SET owner = 'gone', intent = NULL, at = ? WHERE shop_id = ? AND customer = ?`, customers.map((customer) => [now, shop, customer]))
  yield* many(`UPDATE tag_drift SET answer = 'left' WHERE shop_id = ? AND customer = ? AND answer = 'open'`, customers.map((customer) => [shop, customer]))
}

function absentSince(row: Unsettled, tags: readonly string[]): number[] {
  if (tags.length === 0) return []
  const times = new Map(readTagTimes(row.tags).map(({ tag, at }) => [foldTag(tag), at]))
  return tags.map((tag) => times.get(foldTag(tag)) ?? row.tags_at)
}

export function* keepIntents(shop: number, writes: readonly PlannedWrite[], now: number): Sql<void> {
  yield* many(
    `INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, intent, was_present, intent_at, at) VALUES (?, ?, ?, ?, 'gone', 'add', ?, ?, ?)
     ON CONFLICT (shop_id, customer, tag_folded) DO UPDATE SET
       tag = excluded.tag, intent = 'add', was_present = excluded.was_present, intent_at = excluded.intent_at, at = excluded.at`,
    writes.flatMap(({ customer, add, absentSince }) => add.map((tag, index) => [shop, customer, foldTag(tag), tag, false, now, absentSince[index] ?? 0])),
  )
  yield* many(
    `UPDATE tag_ledger SET intent = 'remove', was_present = ?, intent_at = ? WHERE shop_id = ? AND customer = ? AND tag_folded = ?`,
    writes.flatMap(({ customer, remove }) => remove.map((tag) => [true, now, shop, customer, foldTag(tag)])),
  )
}

/** Nothing of this was executed: takes the intents back. */
export function* dropIntents(shop: number, fence: number, writes: readonly PlannedWrite[]): Sql<void> {
  yield* checkFence(shop, taggingStage, fence)
  yield* run(
    `UPDATE tag_ledger SET intent = NULL, intent_at = NULL WHERE shop_id = ? AND intent IS NOT NULL AND customer IN (${inNumbers})`,
    shop, listOf(writes.map((write) => write.customer)),
  )
}
