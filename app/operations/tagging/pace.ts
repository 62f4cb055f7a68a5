// How many tag mutations may go now, and how long to wait otherwise: the last 30 % of the bucket belong to the pages.
import { LEFT_TO_PAGES, POINTS } from '#app/core/membership/write-cost.ts'
import type { Cost } from '#app/shopify/shopify.ts'

/** Shopify's limit for one request is 1,000 points. */
const MOST = 100
const UNKNOWN_BUCKET = 50

export type Pace =
  | { readonly kind: 'go'; readonly mutations: number }
  | { readonly kind: 'wait'; readonly ms: number }

/** `budget` as the adapter reports it for now; null before the first answer. */
export function paceOf(budget: Cost | null): Pace {
  if (budget === null) return { kind: 'go', mutations: UNKNOWN_BUCKET }
  const free = budget.available - LEFT_TO_PAGES * budget.maximum
  // Not in dribs: a request is worth sending for a second's worth of points, or a full one.
  const worthwhile = Math.min(MOST * POINTS, Math.max(POINTS, budget.restoreRate))
  if (free >= worthwhile) return { kind: 'go', mutations: Math.min(MOST, Math.floor(free / POINTS)) }
  return { kind: 'wait', ms: Math.ceil(((worthwhile - free) / budget.restoreRate) * 1_000) }
}
