// The size of a rule on every day or week of the past, over the block of a whole shop; other requests are answered meanwhile.
import { setImmediate as breathe } from 'node:timers/promises'
import { backtest } from '#app/core/evaluate/backtest.ts'
import { firstDeed, pointsOf, type Step } from '#app/core/evaluate/backtest-points.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Backtest } from '#app/engine/engine.ts'
import { populationsOf, type ShopBlock } from '#app/engine/shop-block.ts'

export interface Span {
  /** Null for the store's first order. */
  readonly from: number | null
  readonly to: number
  readonly step: Step
}

/** No points for a store without customers when `from` is null. */
export async function backtestOf(program: Program, block: ShopBlock, zone: Zone, { from, to, step }: Span): Promise<Backtest['sizes']> {
  const populations = populationsOf(block)
  const first = from ?? firstDeed(populations)
  const instants = first === null ? new Float64Array() : pointsOf(zone, { from: Math.min(first, to), to, step })
  const pass = backtest(program, populations, instants)
  for (;;) {
    const { done, value } = pass.next()
    if (!done) {
      await breathe()
      continue
    }
    const { members, unknown, entered, left, customers } = value
    return Array.from(instants, (at, point) => ({
      at, members: members[point]!, unknown: unknown[point]!, entered: entered[point]!, left: left[point]!, customers: customers[point]!,
    }))
  }
}
