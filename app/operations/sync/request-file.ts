// Asks Shopify to write one of the files.
import type { Held } from '#app/db/hold-lease.ts'
import { pathsOf, type Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { canGoWithout, goWithout } from '#app/operations/sync/go-without.ts'
import { afterRefusal, keep, type Step, tryAgain } from '#app/operations/sync/step.ts'
import { type FileProgress, type SyncRun, withFile } from '#app/operations/sync/sync-run.ts'
import { whole } from '#app/shopify/answers.ts'
import { bulkQuery, runBulkQuery, type RunBulkQuery } from '#app/shopify/bulk/queries.ts'

/** Five bulk queries may run at once for an app and a shop; others of ours may be among them. */
const whileOthersRun = 10_000

export async function requestFile(ctx: Context, shop: Shop, run: SyncRun, held: Held, file: FileProgress): Promise<Step> {
  const answer = whole(await ctx.shopify.ask<RunBulkQuery>(shop.domain, runBulkQuery, { query: bulkQuery(file.file, pathsOf(shop)) }))
  if (canGoWithout(file) && (answer.kind === 'refused' || answer.kind === 'denied')) return goWithout(ctx, run, held, file, answer.message)
  if (answer.kind !== 'ok') return afterRefusal(ctx, shop, run, held, answer)
  const { bulkOperation = null, userErrors = [] } = answer.data.bulkOperationRunQuery ?? {}
  if (bulkOperation === null) {
    if (userErrors.some(({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED')) {
      await keep(ctx, run, held, { nextTryAt: ctx.wall() + whileOthersRun })
      return { kind: 'waiting', ms: whileOthersRun }
    }
    const why = userErrors.map(({ message }) => message).join('; ')
    if (canGoWithout(file) && why !== '') return goWithout(ctx, run, held, file, why)
    return tryAgain(ctx, run, held, why || 'Shopify did not start the bulk operation.')
  }
  const asked: FileProgress = {
    ...file,
    state: 'asked',
    operation: bulkOperation.id,
    readFrom: Date.parse(bulkOperation.createdAt),
    factsVersion: shop.factsVersion,
    rulesVersion: shop.rulesVersion,
    objects: 0,
    line: 0,
  }
  return keep(ctx, run, held, { progress: withFile(run.progress, asked), nextTryAt: null })
}
