// The bucket of points a shop's writes are paced by: as Shopify last said, or as its plan has it before the first answer.
import type { Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'

export interface Bucket {
  /** Points a second. */
  readonly restoreRate: number
  readonly maximum: number
  readonly available: number
}

const full = (restoreRate: number): Bucket => ({ restoreRate, maximum: restoreRate * 20, available: restoreRate * 20 })

export function bucketOf(ctx: Context, { domain, plan }: Pick<Shop, 'domain' | 'plan'>): Bucket {
  const told = ctx.shopify.budget(domain)
  if (told !== null) return told
  if (/plus/i.test(plan)) return full(1_000)
  return full(/advanced/i.test(plan) ? 200 : 100)
}
