// Sends one request of tag writes, or reads what came of earlier ones, and keeps what the answer says; every way it can end is named.
import type { Held } from '#app/db/hold-lease.ts'
import { updateShop, type Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { keepAnswers, type Heard } from '#app/operations/tagging/keep-answers.ts'
import { dropIntents, type PlannedWrite } from '#app/operations/tagging/plan-writes.ts'
import { heardFrom, readUnheard, type Unheard } from '#app/operations/tagging/resolve-intents.ts'
import { readWritten, writeDocument, type WriteData } from '#app/operations/tagging/write-document.ts'
import type { Answer } from '#app/shopify/shopify.ts'

export type Asked =
  /** `unheard`: customers of whom the answer says nothing; their intents stay, and are read. */
  | { readonly kind: 'kept'; readonly mutations: number; readonly unheard: readonly number[] }
  /** The document as a whole was refused; a smaller one may pass. */
  | { readonly kind: 'refused' }
  /** It may have been executed: the intents stay, and are read before anything else is written. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'later'; readonly ms: number; readonly why: string }
  /** Kept with the shop; only the merchant can help. */
  | { readonly kind: 'trouble' }

type Failed = Exclude<Answer<unknown>, { kind: 'ok' | 'partial' }>

export async function askAndKeep(ctx: Context, shop: Shop, held: Held, writes: readonly PlannedWrite[]): Promise<Asked> {
  const { document, variables } = writeDocument(writes)
  const answer = await ctx.shopify.ask<WriteData>(shop.domain, document, variables)
  if (answer.kind === 'ok' || answer.kind === 'partial') {
    const written = readWritten(writes, answer.data)
    const unheard = written.filter(({ answered }) => !answered).map(({ write }) => write.customer)
    if (unheard.length > 0) {
      const err = answer.kind === 'partial' ? answer.messages[0] : undefined
      ctx.log.warn({ shop: shop.id, customers: unheard.length, err }, 'Shopify did not say what came of some tag writes: it is read')
    }
    await keep(ctx, shop, held, written.filter(({ answered }) => answered).map(({ write, seen, complaints }) => heardOf(write as PlannedWrite, { seen, complaints })))
    return { kind: 'kept', mutations: countOf(writes), unheard }
  }
  if (answer.kind === 'uncertain') return { kind: 'silence' }
  // Nothing of it was executed.
  await ctx.db.write(() => dropIntents(shop.id, held.fence, writes))
  if (answer.kind === 'refused') {
    ctx.log.warn({ shop: shop.id, customers: writes.length, err: answer.message }, 'Shopify refused a request of tag writes')
    const [only] = writes
    if (only === undefined || writes.length > 1) return { kind: 'refused' }
    await keep(ctx, shop, held, [heardOf(only, { seen: null, complaints: [answer.message] })])
    return { kind: 'kept', mutations: 0, unheard: [] }
  }
  return failed(ctx, shop, answer)
}

export async function readAndKeep(ctx: Context, shop: Shop, held: Held, customers: readonly Unheard[]): Promise<Extract<Asked, { kind: 'kept' | 'later' | 'trouble' }>> {
  const answer = await readUnheard(ctx, shop.domain, customers)
  if (answer.kind === 'ok' || answer.kind === 'partial') {
    await keep(ctx, shop, held, heardFrom(customers, answer.data.nodes ?? []))
    return { kind: 'kept', mutations: 0, unheard: [] }
  }
  if (answer.kind === 'uncertain' || answer.kind === 'refused') return { kind: 'later', ms: 10_000, why: answer.message }
  return failed(ctx, shop, answer)
}

async function failed(ctx: Context, shop: Shop, answer: Exclude<Failed, { kind: 'uncertain' | 'refused' }>): Promise<Extract<Asked, { kind: 'later' | 'trouble' }>> {
  switch (answer.kind) {
    case 'throttled':
      return { kind: 'later', ms: Math.max(answer.waitMs, 100), why: 'throttled' }
    case 'denied':
      ctx.log.error({ shop: shop.id, why: answer.why, err: answer.message }, 'Shopify denies access: grant the scopes and the protected customer data, then open the app')
      await ctx.db.write(() => updateShop(shop.id, { trouble: answer.why === 'scope' ? 'scope-missing' : 'data-access-not-approved' }))
      return { kind: 'trouble' }
    case 'revoked':
      ctx.log.error({ shop: shop.id }, 'the token is revoked: tags wait until the merchant opens the app')
      await ctx.db.write(() => updateShop(shop.id, { trouble: 'token-revoked' }))
      return { kind: 'trouble' }
  }
}

async function keep(ctx: Context, shop: Shop, held: Held, heard: readonly Heard[]): Promise<void> {
  const { stale } = await ctx.db.write(() => keepAnswers({ shop: shop.id, fence: held.fence, heard, now: ctx.now(), readAt: shop.factsVersion }))
  if (stale) await ctx.ring('recompute', shop.id)
}

const heardOf = (write: PlannedWrite, rest: Pick<Heard, 'seen' | 'complaints'>): Heard => ({ customer: write.customer, shopifyId: write.shopifyId, write, ...rest })

const countOf = (writes: readonly PlannedWrite[]): number =>
  writes.reduce((sum, { add, remove }) => sum + Number(add.length > 0) + Number(remove.length > 0), 0)
