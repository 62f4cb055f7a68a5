// Checkouts of the past are worth having, and not worth a sync that never ends: where Shopify refuses them, it goes on without.
import type { Held } from '#app/db/hold-lease.ts'
import type { Context } from '#app/operations/context.ts'
import { keep, type Step } from '#app/operations/sync/step.ts'
import { type FileProgress, type SyncProgress, type SyncRun, withFile } from '#app/operations/sync/sync-run.ts'

export const canGoWithout = ({ file }: FileProgress): boolean => file === 'checkouts'

export const without = (progress: SyncProgress, file: FileProgress): SyncProgress => withFile(progress, { ...file, state: 'done' })

export async function goWithout(ctx: Context, run: SyncRun, held: Held, file: FileProgress, why: string): Promise<Step> {
  ctx.log.warn({ shop: run.shop, run: run.id, file: file.file, why }, 'Shopify refuses a file that the sync can do without')
  return keep(ctx, run, held, { progress: without(run.progress, file), nextTryAt: null })
}
