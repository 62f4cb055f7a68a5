// What tag writes cost: points of Shopify's, and seconds at the rate at which points come back.

/** Points of one tagsAdd or tagsRemove. */
export const POINTS = 10
/** Of the bucket, for the pages. */
export const LEFT_TO_PAGES = 0.3

export interface CostQuestion {
  /** tagsAdd and tagsRemove together. */
  readonly mutations: number
  /** Points a second. */
  readonly restoreRate: number
  readonly maximum: number
  /** Points in the bucket now. */
  readonly available: number
}

export interface WriteCost {
  readonly points: number
  readonly seconds: number
}

export function costOfWrites({ mutations, restoreRate, maximum, available }: CostQuestion): WriteCost {
  const points = mutations * POINTS
  const free = Math.max(0, available - LEFT_TO_PAGES * maximum)
  return { points, seconds: Math.max(0, points - free) / restoreRate }
}
