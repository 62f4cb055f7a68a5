// Reads the answer to a question page by page; what was read is kept, so that the next turn goes on behind it.
import { TryLater } from '#app/core/failure.ts'
import { packNumbers, unionOf } from '#app/core/membership/number-set.ts'
import { setOf, type DelegatedClause, type Question } from '#app/db/delegated-clauses.ts'
import type { NamedClauses } from '#app/db/named-clauses.ts'
import { all, inNumbers, listOfIds } from '#app/db/sql.ts'
import { afterRefusal } from '#app/operations/delegated/ask-clause.ts'
import { keepAnswer } from '#app/operations/delegated/keep-answer.ts'
import { keep, on, type Step, type Turn } from '#app/operations/delegated/stage.ts'
import { lookAtQuestion, readMembers } from '#app/shopify/segment-members.ts'
import type { Cost } from '#app/shopify/shopify.ts'

/** Between two looks whether Shopify is done (wall clock, milliseconds). */
const BETWEEN_LOOKS = 1_000
/** A question that takes longer than this is given up (store clock, milliseconds), */
const LONGEST_QUESTION = 3_600_000
/** and like one that Shopify has lost it is asked anew after a while. */
const AFTER_A_LOSS = 10 * 60_000
/** What a crash may cost. */
const PAGES_UNKEPT = 10
/** As everywhere, the last of the bucket belongs to the pages of the app. */
const LEFT_TO_PAGES = 0.3

export async function readAnswer(turn: Turn, clause: DelegatedClause, named: NamedClauses): Promise<Step> {
  const { ctx, shop } = turn
  const { id, question, askedAt } = clause
  if (question === null) return on
  if (question.query === null) return readPages(turn, clause, question, named)
  const looked = await lookAtQuestion(ctx.shopify, shop.domain, question.query)
  switch (looked.kind) {
    case 'done':
      return readPages(turn, clause, question, named)
    case 'running':
      return (askedAt ?? 0) + LONGEST_QUESTION > ctx.now() ? { kind: 'waiting', ms: BETWEEN_LOOKS } : lose(turn, id)
    case 'gone':
    case 'refused':
      return lose(turn, id)
    default:
      return afterRefusal(turn, id, looked)
  }
}

async function readPages(turn: Turn, clause: DelegatedClause, question: Question, named: NamedClauses): Promise<Step> {
  const { ctx, shop, until } = turn
  let found = (await ctx.db.read(() => setOf(shop.id, clause.id, 'found'))) ?? new Uint32Array()
  let after = question.after
  const keepFound = (): Promise<Step> => keep(turn, clause.id, { question: { ...question, after }, found: packNumbers(found) })
  for (let pages = 1; ; pages++) {
    const ms = msUntilRoom(ctx.shopify.budget(shop.domain))
    if (ms > 0) {
      await keepFound()
      throw new TryLater(ctx.wall() + ms, 'the rest of the bucket belongs to the pages')
    }
    const page = await readMembers(ctx.shopify, shop.domain, { of: question.query === null ? { clause: clause.clause, zone: shop.zone } : { query: question.query }, after })
    // The clause is refused with the first page; later it is the question, or the cursor, that Shopify does not take any more.
    if (page.kind === 'refused' && (question.query !== null || after !== null)) return lose(turn, clause.id)
    if (page.kind !== 'read') {
      await keepFound()
      return afterRefusal(turn, clause.id, page)
    }
    found = unionOf(found, await numbersOf(turn, page.customers))
    after = page.after
    if (after === null) return keepAnswer(turn, clause, { members: found, knownBelow: question.knownBelow }, named)
    const over = ctx.stop.aborted || ctx.wall() >= until
    if (over || pages % PAGES_UNKEPT === 0) await keepFound()
    if (over) return on
  }
}

/** Customers we know nothing of are left out; ascending. */
async function numbersOf({ ctx, shop }: Turn, customers: readonly string[]): Promise<Uint32Array> {
  const rows = await ctx.db.read(() =>
    all<{ number: number }>(`SELECT number FROM customers WHERE shop_id = ? AND shopify_id IN (${inNumbers})`, shop.id, listOfIds(customers)),
  )
  return Uint32Array.from(rows, ({ number }) => number).sort()
}

function lose(turn: Turn, id: number): Promise<Step> {
  turn.ctx.log.warn({ shop: turn.shop.id, clause: id }, 'Shopify did not answer a question: it is asked anew')
  return keep(turn, id, { question: null, found: null, nextAt: turn.ctx.now() + AFTER_A_LOSS })
}

function msUntilRoom(budget: Cost | null): number {
  if (budget === null) return 0
  const missing = LEFT_TO_PAGES * budget.maximum - budget.available
  return missing <= 0 ? 0 : Math.max(200, Math.ceil((missing / budget.restoreRate) * 1_000))
}
