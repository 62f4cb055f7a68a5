// What Shopify answered to tag writes becomes facts, ownership, and settled customers, in one commit.
import type { FactChange } from '#app/core/facts/change.ts'
import { eventOf, isOurs, ownerAfter, type Owner } from '#app/core/membership/ownership.ts'
import { readSeenTags, readStandings } from '#app/core/membership/stored.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { tagDifference } from '#app/core/membership/tags.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { checkFence } from '#app/db/leases.ts'
import { allSegments } from '#app/db/segments.ts'
import { nextVersion } from '#app/db/shops.ts'
import { all, inNumbers, listOf, many, run, type Sql } from '#app/db/sql.ts'
import { answerDrift, openDrift } from '#app/db/tag-drift.ts'
import { heldAmong } from '#app/db/tag-ledger.ts'
import type { PlannedWrite } from '#app/operations/tagging/plan-writes.ts'
import { settled as markSettled, type SettledCustomer } from '#app/operations/tagging/settled.ts'
import { taggingStage } from '#app/operations/tagging/stage.ts'
import { questionOf, tagTermsOf } from '#app/operations/tagging/tag-terms.ts'
import { inMerchantsWords, isGone } from '#app/operations/tagging/complaints.ts'
import type { ReadBack } from '#app/operations/tagging/write-document.ts'

/** A customer as read from Shopify, after a write or instead of one. */
export interface Heard {
  readonly customer: number
  readonly shopifyId: string
  readonly seen: ReadBack | null
  readonly complaints: readonly string[]
  /** Null after a mere reading: the customer stays unsettled. */
  readonly write: PlannedWrite | null
}

export interface HeardCommit {
  readonly shop: number
  readonly fence: number
  readonly heard: readonly Heard[]
  readonly now: number
  /** The shop's `factsVersion` before Shopify was asked. */
  readonly readAt: number
}

/** Answers whether facts changed, so that customers are stale now. */
export function* keepAnswers({ shop, fence, heard, now, readAt }: HeardCommit): Sql<{ readonly stale: boolean }> {
  yield* checkFence(shop, taggingStage, fence)
  const applied = yield* applyChanges(shop, yield* seenIn(shop, heard), now, { readAt })
  const changedHands = new Set<number>()
  for (const one of heard) if (yield* decideOwnership(shop, one, now)) changedHands.add(one.customer)
  for (const number of applied.touched) changedHands.delete(number)
  yield* many(
    'UPDATE customers SET suspect = ? WHERE shop_id = ? AND number = ?',
    heard.filter(({ complaints }) => complaints.some(isGone)).map(({ customer }) => ['not found in the store', shop, customer]),
  )
  yield* tellPutBack(shop, heard)
  yield* settle(shop, heard)
  yield* lookAgain(shop, [...changedHands])
  return { stale: applied.touched.length + changedHands.size > 0 }
}

/**
 * What was read back is never older than what was read before: readings are stamped by another clock than Shopify's. Whoever was
 * erased meanwhile carries that id no more, and does not come back.
 */
function* seenIn(shop: number, heard: readonly Heard[]): Sql<FactChange[]> {
  const rows = yield* all<{ number: number; id: string; tags_at: number }>(
    `SELECT number, CAST(shopify_id AS TEXT) AS id, tags_at FROM customers WHERE shop_id = ? AND number IN (${inNumbers})`,
    shop, listOf(heard.map(({ customer }) => customer)),
  )
  const before = new Map(rows.map((row) => [`${row.number} ${row.id}`, row.tags_at]))
  return heard.flatMap(({ customer, shopifyId, seen }): FactChange[] => {
    const known = before.get(`${customer} ${shopifyId}`)
    return seen === null || known === undefined ? [] : [{ kind: 'tagsSeen', customer: shopifyId, tags: seen.tags, at: Math.max(seen.updatedAt, known) }]
  })
}

/** Our tag was seen by a webhook before we knew it was ours: rules that ask about the merchant's tags took it for one of those. */
function* lookAgain(shop: number, customers: readonly number[]): Sql<void> {
  if (customers.length === 0) return
  const version = yield* nextVersion(shop)
  yield* many('UPDATE customers SET facts_version = ? WHERE shop_id = ? AND number = ?', customers.map((customer) => [version, shop, customer]))
}

/** We asked for it, it was not there before, and it is there now: ours. What we asked to go and is gone is nobody's. Answers whether a tag changed hands. */
function* decideOwnership(shop: number, { customer, seen }: Heard, now: number): Sql<boolean> {
  if (seen === null) return false
  let changed = false
  const stands = new Set(seen.tags.map(foldTag))
  const intents = yield* all<{ tag_folded: string; intent: 'add' | 'remove'; owner: Owner; was_present: number | boolean }>(
    'SELECT tag_folded, intent, owner, was_present FROM tag_ledger WHERE shop_id = ? AND customer = ? AND intent IS NOT NULL',
    shop, customer,
  )
  for (const { tag_folded, intent, owner, was_present } of intents) {
    const event = eventOf(intent, Boolean(was_present), stands.has(tag_folded))
    const next = event === null ? owner : ownerAfter(owner, event)
    // When we asked, and since when we knew it absent, stays with what we added: the merchant's own add in between may yet arrive.
    const kept = intent === 'add' && next === 'ours' ? '' : ', intent_at = NULL, at = ?'
    yield* run(
      `UPDATE tag_ledger SET owner = ?, intent = NULL${kept} WHERE shop_id = ? AND customer = ? AND tag_folded = ?`,
      next, ...(kept === '' ? [] : [now]), shop, customer, tag_folded,
    )
    changed ||= isOurs(next) !== isOurs(owner)
  }
  return changed
}

/** What somebody took off a member stands again. */
function* tellPutBack(shop: number, heard: readonly Heard[]): Sql<void> {
  const stands = new Map(heard.flatMap(({ customer, seen }) => (seen === null ? [] : [[customer, new Set(seen.tags.map(foldTag))] as const])))
  const open = yield* openDrift(shop, [...stands.keys()])
  yield* answerDrift(shop, open.filter(({ customer, tag }) => stands.get(customer)?.has(foldTag(tag)) === true).map(({ id }) => ({ id, answer: 'put-back' as const })))
}

/**
 * Settled when nothing is left to write, or when writing again would not help; a membership that changed meanwhile leaves the gap
 * open. Judged by what was read back: should the facts say otherwise, they are newer, and their recomputation opens the gap again.
 */
function* settle(shop: number, heard: readonly Heard[]): Sql<void> {
  const written = heard.flatMap((one) => (one.write === null ? [] : [{ ...one, write: one.write }]))
  if (written.length === 0) return
  const numbers = listOf(written.map(({ customer }) => customer))
  const terms = tagTermsOf(yield* allSegments(shop))
  const held = yield* heldAmong(shop, numbers, { asked: false })
  const rows = new Map((yield* all<{ number: number; members: string; tags: string }>(`SELECT number, members, tags FROM customers WHERE shop_id = ? AND number IN (${inNumbers})`, shop, numbers)).map((row) => [row.number, row]))
  const settled: SettledCustomer[] = []
  for (const { customer, write, seen, complaints } of written) {
    const row = rows.get(customer)
    if (row === undefined) continue
    const problem = complaints.some(isGone) ? null : inMerchantsWords(complaints, write, seen)
    const wanted = readStandings(row.members).flatMap(({ segment }) => terms.tags.get(segment) ?? [])
    const { add, remove } = tagDifference(questionOf(terms, wanted, seen?.tags ?? readSeenTags(row.tags), held.get(customer)))
    const open = add.length + remove.length > 0
    // What was refused is not asked for again; what has come up since is.
    const asked = add.every((tag) => write.add.includes(tag)) && remove.every((tag) => write.remove.includes(tag))
    if (problem === null ? seen !== null && !open : asked) settled.push({ customer, version: write.membershipVersion, problem })
  }
  yield* markSettled(shop, settled)
}
