// The merchant opens a page: the shop exists from then on, its sync begins, and work that waited for the merchant goes on.
import { beginSync } from '#app/db/begin-sync.ts'
import { isTaken, takeLease } from '#app/db/leases.ts'
import { lastDoneRun, runningRun, updateRun } from '#app/db/runs.ts'
import { installShop as install, type Shop, shopByDomain, updateShop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

/** An open page asks every few seconds: of a shop in trouble Shopify is asked again once in this time (wall clock, milliseconds). */
const askedAgainEvery = 60_000
/** This lease is left to run out: that is what spaces the asking. */
const stage = 'visit'

/** Only for domains that Shopify has vouched for. Nothing is written for a shop that is installed and well. */
export async function installShop(ctx: Context, { domain }: { readonly domain: string }): Promise<Shop> {
  const { known, asked } = await ctx.db.read(function* () {
    const known = yield* shopByDomain(domain)
    return { known, asked: known !== undefined && (yield* isTaken(known.id, stage, ctx.wall())) }
  })
  if (known?.state === 'installed' && (known.trouble === null || asked)) return known
  const now = ctx.now()
  const shop = await ctx.db.write(function* () {
    const installed = yield* install(domain, now)
    // The page was reached with a token that Shopify has just accepted; other trouble is over once Shopify lets the shop be read.
    const trouble = installed.trouble === 'token-revoked' ? null : installed.trouble
    if (trouble !== installed.trouble) yield* updateShop(installed.id, { trouble })
    yield* askAtOnce(installed, now)
    if (known?.state === 'installed') yield* takeLease(installed.id, stage, ctx.owner, ctx.wall(), askedAgainEvery)
    return { ...installed, trouble }
  })
  ctx.log.info({ shop: shop.id, returned: known !== undefined, trouble: known?.trouble }, known?.state === 'installed' ? 'the merchant is here: Shopify is asked again' : 'the app was installed')
  for (const bell of ['advanceSync', 'applyDeliveries', 'settle'] as const) await ctx.ring(bell, shop.id)
  return shop
}

/** What waited for its next try waits no longer. */
function* askAtOnce(shop: Shop, now: number): Sql<void> {
  const waiting = (yield* runningRun(shop.id, 'sync')) ?? (shop.syncedAt === null ? undefined : yield* lastDoneRun(shop.id, 'sync'))
  if (waiting) yield* updateRun(waiting, { nextTryAt: 0 }, now)
  else yield* beginSync(shop.id, now)
}
