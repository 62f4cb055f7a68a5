// Looks how far Shopify is with the files asked for. Rung by bulk_operations/finish too, which is not guaranteed to come.
import type { Held } from '#app/db/hold-lease.ts'
import type { Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { canGoWithout, without } from '#app/operations/sync/go-without.ts'
import { afterRefusal, inTrouble, keep, on, type Step, tryAgain } from '#app/operations/sync/step.ts'
import { type FileProgress, type SyncProgress, type SyncRun, wanted, withFile } from '#app/operations/sync/sync-run.ts'
import { whole } from '#app/shopify/answers.ts'
import { lookAtBulk, type LookAtBulk } from '#app/shopify/bulk/queries.ts'

const shortest = 1_000
const longest = 15_000

/** `asked`: every file that is waited for. */
export async function lookAtFile(ctx: Context, shop: Shop, run: SyncRun, held: Held, asked: readonly FileProgress[]): Promise<Step> {
  let progress: SyncProgress = run.progress
  for (const file of asked) {
    const answer = whole(await ctx.shopify.ask<LookAtBulk>(shop.domain, lookAtBulk, { id: file.operation }))
    if (answer.kind !== 'ok') return afterRefusal(ctx, shop, run, held, answer)
    const operation = answer.data.bulkOperation
    switch (operation?.status) {
      case 'COMPLETED':
        // A result without a line has no url.
        progress = withFile(progress, { ...file, state: operation.url === null ? 'done' : 'ready', objects: Number(operation.objectCount) })
        break
      case 'CREATED':
      case 'RUNNING':
      case 'CANCELING':
        progress = withFile(progress, { ...file, objects: Number(operation.objectCount) })
        break
      case 'FAILED':
      case 'CANCELED':
      case 'EXPIRED':
      case undefined: {
        const why = operation ? `${operation.status}${operation.errorCode ? `, ${operation.errorCode}` : ''}` : 'unknown to Shopify'
        if (operation?.errorCode === 'ACCESS_DENIED' && canGoWithout(file)) {
          ctx.log.warn({ shop: shop.id, run: run.id, file: file.file }, 'Shopify refuses a file that the sync can do without')
          progress = without(progress, file)
          break
        }
        if (operation?.errorCode === 'ACCESS_DENIED') return inTrouble(ctx, shop, run, held, 'data-access-not-approved', 'Shopify denied access while it was reading the store.')
        return tryAgain(ctx, run, held, `Shopify could not prepare the ${file.file} (${why}).`, { progress: withFile(progress, wanted(file.file)) })
      }
    }
  }
  const ready = progress.files.some((file) => file.state === 'ready') || progress.files.every((file) => file.state === 'done')
  await keep(ctx, run, held, { progress, attempts: 0, problem: null, nextTryAt: null })
  if (ready) return on
  const waited = ctx.now() - run.startedAt
  return { kind: 'waiting', ms: Math.max(shortest, Math.min(longest, waited / 10)) }
}
