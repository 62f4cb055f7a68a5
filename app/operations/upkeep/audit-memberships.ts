// Re-checks a few stored memberships of every shop against the naive path, round after round. What disagrees twice is written down, its segment's tags are frozen, and the customer is evaluated anew.
import { auditOf, type Audit, keepAudit, keepFindings, notePassedOver, shopsToAudit } from '#app/db/audits.ts'
import { holdLease } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import { lockShop, nextVersion, shopById } from '#app/db/shops.ts'
import { all, inNumbers, listOf, run, type Sql } from '#app/db/sql.ts'
import type { Audited, Disagreement } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'

export interface AuditTurn {
  /** For all shops together, real time in milliseconds; what is under way then is ended. */
  readonly budgetMs: number
}

const auditStage = 'audit'
/** Customers a question to the engine: few at first, then as many as keep it within `AIM`. */
const FIRST = 20
const MOST = 500
/** Milliseconds of real time. */
const AIM = 50

export async function auditMemberships(ctx: Context, { budgetMs }: AuditTurn): Promise<void> {
  const until = ctx.wall() + budgetMs
  const shops = await ctx.db.read(shopsToAudit)
  for (const [index, shop] of shops.entries()) {
    if (ctx.stop.aborted || ctx.wall() >= until) return
    const share = ctx.wall() + Math.ceil((until - ctx.wall()) / (shops.length - index))
    await holdLease(ctx.db, { shop, stage: auditStage, owner: ctx.owner, wall: ctx.wall }, ({ fence }) => auditShop(ctx, shop, fence, share))
  }
}

/** To the end of the round at most: a small shop is not looked at in circles. */
async function auditShop(ctx: Context, shop: number, fence: number, until: number): Promise<void> {
  let limit = FIRST
  do {
    const started = ctx.wall()
    const audit = await ctx.db.read(() => auditOf(shop))
    const now = ctx.now()
    const audited = await ctx.engine.audit({ shop, after: audit.cursor, limit, now })
    if (audited === null) return ctx.db.write(() => notePassedOver(shop, now))
    for (const { number, why } of audited.faults) ctx.log.error({ shop, customer: number, err: why }, 'the naive path cannot answer for a customer')
    const confirmed = await confirm(ctx, shop, audited)
    await keep(ctx, { shop, fence, before: audit, audited, confirmed })
    if (audited.last === null) return
    const took = ctx.wall() - started
    limit = took > AIM ? Math.max(1, Math.floor(limit / 2)) : Math.min(MOST, limit * 2)
  } while (!ctx.stop.aborted && ctx.wall() < until)
}

/** Looks again, with the facts as they stand by now. */
async function confirm(ctx: Context, shop: number, audited: Audited): Promise<Disagreement[]> {
  const confirmed: Disagreement[] = []
  for (const number of new Set(audited.disagreements.map((one) => one.number))) {
    const again = await ctx.engine.audit({ shop, after: number - 1, limit: 1, now: ctx.now() })
    if (again?.rulesVersion !== audited.rulesVersion) continue
    confirmed.push(...again.disagreements.filter((second) => audited.disagreements.some((first) => first.number === second.number && first.segment === second.segment)))
  }
  return confirmed
}

interface Kept {
  readonly shop: number
  readonly fence: number
  readonly before: Audit
  readonly audited: Audited
  readonly confirmed: readonly Disagreement[]
}

async function keep(ctx: Context, { shop, fence, before, audited, confirmed }: Kept): Promise<void> {
  const now = ctx.now()
  const standing = await ctx.db.write(function* () {
    yield* checkFence(shop, auditStage, fence)
    yield* lockShop(shop)
    // A rule that was saved meanwhile, or written anew by hand, is to be looked at from the start.
    const found = yield* shopById(shop)
    const audit = yield* auditOf(shop)
    const stands = found?.state !== 'redacted' && found?.rulesVersion === audited.rulesVersion && audit.cursor === before.cursor
    if (!stands) return []
    yield* keepAudit(shop, {
      cursor: audited.last ?? 0,
      checks: audit.checks + audited.checks,
      disagreements: audit.disagreements + confirmed.length,
      roundStartedAt: audited.last === null ? null : (audit.roundStartedAt ?? now),
      roundEndedAt: audited.last === null ? now : audit.roundEndedAt,
    }, now)
    if (confirmed.length === 0) return []
    const living = new Set((yield* all<{ number: number }>(`SELECT number FROM customers WHERE shop_id = ? AND deleted_at IS NULL AND number IN (${inNumbers})`, shop, listOf(confirmed.map(({ number }) => number)))).map(({ number }) => number))
    const kept = yield* keepFindings(shop, confirmed.filter(({ number }) => living.has(number)), now)
    if (kept.length > 0) yield* markStale(shop, kept.map(({ number }) => number))
    return kept
  })
  if (standing.length === 0) return
  for (const { number, segment, stored, expected } of standing) {
    ctx.log.error({ shop, segment, customer: number, stored, expected, rules: audited.rulesVersion }, 'a stored membership is not what its rule says: the tags of the segment are frozen')
  }
  await ctx.ring('recompute', shop)
}

function* markStale(shop: number, numbers: readonly number[]): Sql<void> {
  const version = yield* nextVersion(shop)
  yield* run(`UPDATE customers SET facts_version = ? WHERE shop_id = ? AND deleted_at IS NULL AND number IN (${inNumbers})`, version, shop, listOf([...new Set(numbers)]))
}
