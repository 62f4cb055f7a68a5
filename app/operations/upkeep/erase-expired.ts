// Once a day, for every shop: what is past the time for which the merchant wants it kept is erased, in short transactions. Counts stay as they are.
import { expiredBefore } from '#app/core/retention.ts'
import { eraseCheckouts, eraseDrift, eraseHistory, eraseRequests, historyBegin, type HistoryPlace, retentionStage } from '#app/db/expired.ts'
import { takeLease } from '#app/db/leases.ts'
import { everyShopThere, type Shop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

const DAY = 86_400_000

export async function eraseExpired(ctx: Context): Promise<void> {
  for (const shop of await ctx.db.read(everyShopThere)) {
    if (ctx.stop.aborted) return
    // The lease is left to run out: that is what makes it once a day.
    const turn = await ctx.db.write(() => takeLease(shop.id, retentionStage, ctx.owner, ctx.wall(), DAY))
    if (turn !== null) await eraseOf(ctx, shop)
  }
}

async function eraseOf(ctx: Context, { id, domain, retention }: Shop): Promise<void> {
  const now = ctx.now()
  const until = (work: (before: number) => Promise<number>) => async (before: number | null): Promise<number> => {
    let rows = 0
    while (before !== null && !ctx.stop.aborted) {
      const some = await work(before)
      if (some === 0) break
      rows += some
    }
    return rows
  }
  const inDatabase = (erase: (shop: number, before: number) => Sql<number>) => until((before) => ctx.db.write(() => erase(id, before)))

  const erased = {
    deliveries: await until((before) => ctx.inbox.forget(domain, before))(expiredBefore(retention.deliveries, now)),
    drift: await inDatabase(eraseDrift)(expiredBefore(retention.drift, now)),
    requests: await inDatabase(eraseRequests)(expiredBefore(retention.requests, now)),
    checkouts: await inDatabase(eraseCheckouts)(expiredBefore(retention.checkouts, now)),
  }
  await eraseHistoryOf(ctx, id, expiredBefore(retention.history, now))
  if (erased.checkouts > 0) await ctx.ring('recompute', id)
  if (erased.checkouts + erased.drift + erased.requests > 0) await ctx.db.forgetLog()
  ctx.log.info({ shop: id, ...erased }, 'what was past its time was erased')
}

async function eraseHistoryOf(ctx: Context, shop: number, before: number | null): Promise<void> {
  let place: HistoryPlace | null = before === null ? null : historyBegin
  while (place !== null && !ctx.stop.aborted) {
    const from: HistoryPlace = place
    place = await ctx.db.write(() => eraseHistory(shop, before ?? 0, from))
  }
}
