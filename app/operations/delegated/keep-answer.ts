// Keeps what Shopify answered, and lets the verdicts follow: whoever's answer changed becomes stale; where it changed for everyone, all are walked over.
import { differenceOf, packNumbers, unionOf } from '#app/core/membership/number-set.ts'
import { ASKED_EVERY, ASKED_EVERY_AT_FIRST, RELIED_ON_FOR } from '#app/core/timetable.ts'
import { changeClause, setOf, type DelegatedClause } from '#app/db/delegated-clauses.ts'
import { checkFence } from '#app/db/leases.ts'
import { isYoung, type NamedClauses } from '#app/db/named-clauses.ts'
import { nextVersion, raiseRules } from '#app/db/shops.ts'
import { inNumbers, listOf, run } from '#app/db/sql.ts'
import { delegatedStage, on, type Step, type Turn } from '#app/operations/delegated/stage.ts'

/** From here on a walk over everyone is the faster way. */
const MOST_STALE = 5_000
/** An answer that grows too old about now may have been found so already. */
const JUST_BEFORE = 60_000
/** As many as one commit marks within some 10 ms. */
const AT_ONCE = 500

interface Answer {
  /** Customer numbers, ascending. */
  readonly members: Uint32Array
  readonly knownBelow: number
}

export async function keepAnswer({ ctx, shop, held }: Turn, clause: DelegatedClause, answer: Answer, named: NamedClauses): Promise<Step> {
  const now = ctx.now()
  const old = await ctx.db.read(() => setOf(shop.id, clause.id, 'members'))
  const changed = old === null || (clause.fetchedAt ?? 0) + RELIED_ON_FOR <= now + JUST_BEFORE ? null : changedBy({ members: old, knownBelow: clause.knownBelow }, answer)
  const byName = changed !== null && changed.length <= MOST_STALE
  // A clause that was named for the first time during this turn is not among them yet.
  const every = isYoung(named.has(clause.clause) ? named.get(clause.clause) : now, now) ? ASKED_EVERY_AT_FIRST : ASKED_EVERY
  await ctx.db.write(function* () {
    yield* checkFence(shop.id, delegatedStage, held.fence)
    yield* changeClause(shop.id, clause.id, {
      fetchedAt: now, nextAt: now + every, members: packNumbers(answer.members), knownBelow: answer.knownBelow, version: clause.version + 1,
      question: null, found: null, problem: null, changed: byName && changed.length > 0 ? packNumbers(changed) : null,
    })
    if (!byName) yield* raiseRules(shop.id)
  })
  ctx.log.info({ shop: shop.id, clause: clause.id, members: answer.members.length, changed: changed?.length ?? null }, 'Shopify has answered')
  if (!byName) await ctx.ring('backfill', shop.id)
  return on
}

/** Whose answer is another now: who came in or went out, and who was not known before. */
function changedBy(old: Answer, answer: Answer): Uint32Array {
  const newcomers = Uint32Array.from({ length: Math.max(0, answer.knownBelow - old.knownBelow) }, (_, place) => old.knownBelow + place)
  return unionOf(differenceOf(old.members, answer.members), newcomers)
}

/** Marks some of those whose answer changed stale. */
export async function spreadAnswer({ ctx, shop, held }: Turn, { id }: DelegatedClause): Promise<void> {
  await ctx.db.write(function* () {
    yield* checkFence(shop.id, delegatedStage, held.fence)
    const changed = (yield* setOf(shop.id, id, 'changed')) ?? new Uint32Array()
    const version = yield* nextVersion(shop.id)
    const some = listOf([...changed.subarray(0, AT_ONCE)])
    yield* run(`UPDATE customers SET facts_version = ? WHERE shop_id = ? AND deleted_at IS NULL AND number IN (${inNumbers})`, version, shop.id, some)
    const rest = changed.subarray(AT_ONCE)
    yield* changeClause(shop.id, id, { changed: rest.length === 0 ? null : packNumbers(rest) })
  })
  await ctx.ring('recompute', shop.id)
}
