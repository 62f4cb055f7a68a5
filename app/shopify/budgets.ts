// What is left of each shop's bucket of points, from the last answer and the reported rate of restoring.
import type { Cost } from '#app/shopify/shopify.ts'

export interface Budgets {
  saw(shop: string, cost: Cost | null): void
  /** Restored up to now; null before the first answer. */
  of(shop: string): Cost | null
}

/** `now` is the clock by which Shopify restores points: the store clock, in milliseconds. */
export function budgets(now: () => number): Budgets {
  const last = new Map<string, { readonly cost: Cost; readonly at: number }>()
  return {
    saw(shop, cost) {
      if (cost) last.set(shop, { cost, at: now() })
    },
    of(shop) {
      const seen = last.get(shop)
      if (!seen) return null
      const restored = (Math.max(0, now() - seen.at) / 1000) * seen.cost.restoreRate
      return { ...seen.cost, available: Math.min(seen.cost.maximum, seen.cost.available + restored) }
    },
  }
}
