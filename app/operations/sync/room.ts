// How much of a shop's points reading may take: as for tags, the last of the bucket belongs to the pages.
import type { Cost } from '#app/shopify/shopify.ts'

const leftToPages = 0.3
const shortest = 200
const longest = 60_000

/** Milliseconds until there is room for a request of `cost` points. */
export function msUntilRoom(budget: Cost | null, cost = 0): number {
  if (budget === null) return 0
  const missing = leftToPages * budget.maximum + cost - budget.available
  return missing <= 0 ? 0 : Math.max(shortest, Math.min(longest, Math.ceil((missing / budget.restoreRate) * 1_000)))
}
