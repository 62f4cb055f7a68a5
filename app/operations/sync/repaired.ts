// How much of what was read had changed without a delivery telling of it: what a round says that it has repaired.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { Applied } from '#app/db/facts/apply-changes.ts'
import type { Context } from '#app/operations/context.ts'

/** A delivery comes within seconds, and Shopify's search shows a change about as soon: what is newer is left to the next round. */
export const settling = 60_000

/** Changes made before then have had their delivery, if it was to come: none that waits in the inbox for its first try can tell of them. */
export async function toldBefore(ctx: Context, domain: string, read: Instant): Promise<Instant> {
  return Math.min(read, (await ctx.inbox.untriedSince(domain)) ?? Infinity) - settling
}

/** `before`: what changed later may be told yet. */
export function repairedBy({ differing }: Pick<Applied, 'differing'>, changes: readonly FactChange[], before: Instant): number {
  const recent = new Set(changes.flatMap((change) => (changedAt(change) >= before ? [nameOf(change)] : [])))
  return differing.filter((name) => !recent.has(name)).length
}

function changedAt(change: FactChange): Instant {
  if (change.kind === 'customer' || change.kind === 'order' || change.kind === 'product') return change.at
  return change.kind === 'tagsSeen' ? (change.updatedAt ?? 0) : 0
}

function nameOf(change: FactChange): string {
  if ('order' in change) return `order ${change.order}`
  return 'product' in change ? `product ${change.product}` : 'customer' in change ? `customer ${change.customer}` : change.kind
}
