// What the page of a segment shows of its tag: before go what would be written and to whom, after it what waits and what others did to it.
import { segmentById } from '#app/db/segments.ts'
import { shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { drift, type DriftView } from '#app/operations/tagging/drift.ts'
import { dryRun, type DryRun } from '#app/operations/tagging/dry-run.ts'
import { outlook, type Outlook } from '#app/operations/tagging/outlook.ts'

/** With the name Shopify tells; null when it tells none. */
type Named<T> = T & { readonly name: string | null }

export type SegmentWrites =
  | { readonly kind: 'before-go'; readonly dry: Omit<DryRun, 'sample'> & { readonly sample: readonly Named<DryRun['sample'][number]>[] } }
  | { readonly kind: 'written'; readonly onRemoval: 'put-back' | 'respect'; readonly outlook: Outlook; readonly changed: readonly Named<DriftView>[]; readonly lately: { readonly removed: number; readonly added: number } }
  /** It is off: its tag is taken off whoever carries it. */
  | { readonly kind: 'off' }

const SHOWN = 5

/** Null when there is no such segment. */
export async function writesOfSegment(ctx: Context, { shop: id, segment }: { readonly shop: number; readonly segment: number }): Promise<SegmentWrites | null> {
  const { shop, found } = await ctx.db.read(function* () {
    return { shop: yield* shopById(id), found: yield* segmentById(id, segment) }
  })
  if (shop === undefined || found === undefined || found.state === 'deleted') return null
  if (found.state === 'off') return { kind: 'off' }
  if (found.approvedAt === null) {
    const dry = await dryRun(ctx, { shop: id, segment })
    return dry === null ? null : { kind: 'before-go', dry: { ...dry, sample: await named(ctx, shop.domain, dry.sample.slice(0, SHOWN)) } }
  }
  const [waits, list] = await Promise.all([outlook(ctx, { shop: id }), drift(ctx, { shop: id, segment, limit: SHOWN })])
  if (waits === null) return null
  return { kind: 'written', onRemoval: found.onRemoval, outlook: waits, changed: await named(ctx, shop.domain, list.rows), lately: list.lately }
}

async function named<T extends { readonly shopifyId: string }>(ctx: Context, domain: string, some: readonly T[]): Promise<readonly Named<T>[]> {
  const names = some.length === 0 ? new Map<string, string>() : await ctx.shopify.names(domain, some.map(({ shopifyId }) => shopifyId))
  return some.map((one) => ({ ...one, name: names.get(one.shopifyId) ?? null }))
}
