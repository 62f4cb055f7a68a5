// The merchant took the app away: no work goes on for the shop; what is known is kept until shop/redact.
import { runningRun, updateRun } from '#app/db/runs.ts'
import { type Shop, updateShop } from '#app/db/shops.ts'
import { run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

export async function uninstall(ctx: Context, shop: Shop): Promise<void> {
  const now = ctx.now()
  await ctx.db.write(function* () {
    yield* updateShop(shop.id, { state: 'uninstalled', uninstalledAt: now })
    // The tokens died with the installation.
    yield* run('DELETE FROM "Session" WHERE shop = ?', shop.domain)
    const sync = yield* runningRun(shop.id, 'sync')
    if (sync) yield* updateRun(sync, { state: 'failed', problem: 'The app was uninstalled.', finishedAt: now }, now)
  })
  ctx.log.info({ shop: shop.id }, 'the app was uninstalled')
}
