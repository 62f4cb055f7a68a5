// Customers, orders and products whose facts cannot be trusted are read again from Shopify by id, some at a time.
import { TryLater } from '#app/core/failure.ts'
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { pathsOf, type Shop, shopById } from '#app/db/shops.ts'
import { clearSuspects, suspectsOf } from '#app/db/suspects.ts'
import type { Context } from '#app/operations/context.ts'
import { applyFacts } from '#app/operations/intake/apply-facts.ts'
import { noteTrouble } from '#app/operations/intake/note-trouble.ts'
import { customersWith, orders, products } from '#app/shopify/nodes/kinds.ts'
import type { Paths } from '#app/shopify/nodes/metafields.ts'
import { type NodeKind, type Reader, readByIds } from '#app/shopify/nodes/reading.ts'

const tables = ['customers', 'orders', 'products'] as const

const kindOf = (table: (typeof tables)[number], metafields: Paths): NodeKind =>
  table === 'customers' ? customersWith(metafields) : table === 'orders' ? orders : products

/** How often one is read within a ring before it waits for the next. */
const mostTries = 3

/** How often each was read within one ring, by kind and Shopify id. */
export type Tries = Map<string, Map<ShopifyId, number>>

/**
 * One request for each kind that has suspects; `nothing` when none has, but such as stay suspect however often they are read: those
 * wait for the next ring, and hold up nobody. Throws TryLater while Shopify does not answer.
 */
export async function rereadSuspects(ctx: Context, shop: Shop, tries: Tries): Promise<'nothing' | 'some'> {
  if (shop.state !== 'installed' || shop.trouble !== null) return 'nothing'
  const reader: Reader = { shopify: ctx.shopify, shop: shop.domain, currency: shop.currency, now: ctx.now }
  let found: 'nothing' | 'some' = 'nothing'
  for (const table of tables) {
    const tried = tries.get(table) ?? new Map<ShopifyId, number>()
    tries.set(table, tried)
    const passed = [...tried].filter(([, times]) => times >= mostTries).map(([id]) => id)
    const { kind, suspects, factsVersion } = await ctx.db.read(function* () {
      const row = (yield* shopById(shop.id)) ?? shop
      const kind = kindOf(table, pathsOf(row))
      return { kind, suspects: yield* suspectsOf(shop.id, table, kind.perPage, passed), factsVersion: row.factsVersion }
    })
    if (suspects.length === 0) continue
    const read = await readByIds(reader, kind, suspects.map(({ shopifyId }) => shopifyId))
    switch (read.kind) {
      case 'read': {
        const unreadable = new Set(read.unreadable)
        for (const { shopifyId: id } of suspects) tried.set(id, unreadable.has(id) ? mostTries : (tried.get(id) ?? 0) + 1)
        if (unreadable.size > 0) ctx.log.warn({ shop: shop.id, table, ids: read.unreadable }, 'Shopify cannot answer for these: they are read again later')
        const cleared = suspects.filter(({ shopifyId }) => !unreadable.has(shopifyId))
        await applyFacts(ctx, shop.id, read.value, { readAt: factsVersion, first: () => clearSuspects(shop.id, table, cleared) })
        found = 'some'
        break
      }
      case 'throttled':
        throw new TryLater(ctx.wall() + read.waitMs, 'Shopify asks for patience before suspects are read again')
      case 'uncertain':
        throw new TryLater(ctx.wall() + 5_000, read.message)
      case 'refused':
        throw new TryLater(ctx.wall() + 60_000, read.message)
      case 'denied':
      case 'revoked':
        await noteTrouble(ctx, shop, read)
        return 'nothing'
    }
  }
  return found
}
