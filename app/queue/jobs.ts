// The catalogue of bells: what may be rung, for whom, and on which queue. A bell says "look here" and carries no data.

/** Every bell is per shop; the number is the shop's id. */
export interface Bell {
  readonly shop: number
}

export const bells = {
  applyDeliveries: { queue: 'intake', concurrency: 4 },
  advanceSync: { queue: 'sync', concurrency: 2 },
  recompute: { queue: 'membership', concurrency: 2 },
  backfill: { queue: 'backfill', concurrency: 1 },
  settle: { queue: 'tagging', concurrency: 4 },
  refreshClauses: { queue: 'delegated', concurrency: 2 },
  native: { queue: 'native', concurrency: 2 },
} as const satisfies Record<string, { queue: string; concurrency: number }>

export type BellName = keyof typeof bells
