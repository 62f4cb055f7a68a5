// Begins one question, and what becomes of it when Shopify does not answer.
import { TryLater } from '#app/core/failure.ts'
import { ASKED_EVERY, ASKED_EVERY_AT_FIRST } from '#app/core/timetable.ts'
import type { DelegatedClause } from '#app/db/delegated-clauses.ts'
import { first } from '#app/db/sql.ts'
import { namesDate } from '#app/operations/delegated/names-date.ts'
import { keep, type Step, type Turn } from '#app/operations/delegated/stage.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'
import { askMembers } from '#app/shopify/segment-members.ts'

/** Shopify was not reached, or stumbled (wall clock, milliseconds). */
const AFTER_A_STUMBLE = 30_000

export async function askClause(turn: Turn, { id, clause }: DelegatedClause): Promise<Step> {
  const { ctx, shop } = turn
  // Read before the question leaves: whoever comes meanwhile may or may not be in the answer.
  const row = await ctx.db.read(() => first<{ next_customer: number }>('SELECT next_customer FROM shops WHERE id = ?', shop.id))
  const knownBelow = row?.next_customer ?? 0
  if (namesDate(clause)) return keep(turn, id, { askedAt: ctx.now(), question: { query: null, after: null, knownBelow }, found: null })
  const asked = await askMembers(ctx.shopify, shop.domain, clause)
  const now = ctx.now()
  switch (asked.kind) {
    case 'asked':
      return keep(turn, id, { askedAt: now, question: { query: asked.query, after: null, knownBelow }, found: null })
    case 'invalid':
      ctx.log.warn({ shop: shop.id, clause: id }, 'Shopify cannot answer a clause: it is asked again when a rule changes')
      return keep(turn, id, { askedAt: now, nextAt: null, problem: asked.message })
    default:
      return afterRefusal(turn, id, asked)
  }
}

/** An answer without data. Throws TryLater for what ends by itself. */
export async function afterRefusal(turn: Turn, id: number, answer: NotRead): Promise<Step> {
  const { ctx } = turn
  switch (answer.kind) {
    case 'throttled':
      throw new TryLater(ctx.wall() + Math.max(answer.waitMs, 200), 'Shopify asks for patience')
    case 'uncertain':
      throw new TryLater(ctx.wall() + AFTER_A_STUMBLE, answer.message)
    case 'refused':
      return keep(turn, id, { question: null, found: null, nextAt: ctx.now() + ASKED_EVERY, problem: answer.message })
    case 'denied':
      return keep(turn, id, { question: null, found: null, nextAt: ctx.now() + ASKED_EVERY_AT_FIRST, problem: answer.message })
    case 'revoked':
      return keep(turn, id, { question: null, found: null, nextAt: ctx.now() + ASKED_EVERY_AT_FIRST, problem: 'Shopify no longer accepts the access it gave.' })
  }
}
