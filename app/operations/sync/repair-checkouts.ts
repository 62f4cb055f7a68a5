// Compares the abandoned checkouts of one stretch of time by id: those of which no delivery told are read, those that are no longer listed are gone.
import type { FactChange } from '#app/core/facts/change.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { knownCheckouts, openCheckouts } from '#app/db/made.ts'
import type { Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { Doubtful } from '#app/operations/sync/counts-run.ts'
import type { Healed } from '#app/operations/sync/repair-stretch.ts'
import { askIds } from '#app/shopify/counts.ts'
import { checkoutsAtOnce, readCheckouts } from '#app/shopify/nodes/checkouts.ts'
import { readingAt } from '#app/shopify/nodes/reading.ts'

/** Read a call: the caller looks at the clock and the budget in between. */
const mostAtOnce = 4 * checkoutsAtOnce

export async function repairCheckouts(ctx: Context, shop: Shop, stretch: Doubtful): Promise<Healed> {
  const at = readingAt(ctx.now())
  const theirs = await askIds(ctx.shopify, shop.domain, stretch)
  // A store whose checkouts may not be listed is compared without them.
  if (theirs.kind === 'refused' || theirs.kind === 'denied') return { kind: 'healed', repaired: 0, after: null }
  if (theirs.kind !== 'read') return theirs
  const listed = new Set(theirs.value)
  const { open, known } = await ctx.db.read(function* () {
    return { open: yield* openCheckouts(shop.id, stretch.from, stretch.to), known: yield* knownCheckouts(shop.id, theirs.value) }
  })
  const gone = open.filter((token) => !listed.has(token))
  let repaired = await apply(ctx, shop, gone.map((token): FactChange => ({ kind: 'checkoutGone', token, at })))
  const missing = [...listed].filter((token) => !known.has(token))
  const reader = { shopify: ctx.shopify, shop: shop.domain, currency: shop.currency, now: ctx.now }
  for (let start = 0; start < Math.min(missing.length, mostAtOnce); start += checkoutsAtOnce) {
    const read = await readCheckouts(reader, missing.slice(start, start + checkoutsAtOnce))
    if (read.kind !== 'read') return repaired === 0 ? read : { kind: 'healed', repaired, after: '0' }
    if (read.value.length === 0) return { kind: 'healed', repaired, after: null }
    repaired += await apply(ctx, shop, read.value)
  }
  // What was read is known from now on: the same stretch goes on with the rest.
  return { kind: 'healed', repaired, after: missing.length > mostAtOnce ? '0' : null }
}

async function apply(ctx: Context, shop: Shop, changes: readonly FactChange[]): Promise<number> {
  if (changes.length === 0) return 0
  const applied = await ctx.db.write(() => applyChanges(shop.id, changes, ctx.now()))
  if (applied.touched.length > 0) await ctx.ring('recompute', shop.id)
  return changes.length
}
