// How many a rule would have held in the past, day by day or week by week; changes nothing.
import type { Backtest } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'

const DAY = 86_400_000

/** How far back; `all` from the store's first order. */
export type Reach = '90-days' | '12-months' | '24-months' | 'all'

/** The beginning falls on the start of a day or week anyway: a few hours more or less do not matter. */
const days: Readonly<Record<Exclude<Reach, 'all'>, number>> = { '90-days': 90, '12-months': 366, '24-months': 731 }

export interface BacktestRequest {
  readonly shop: number
  readonly rule: string
  /** The segment being looked at, null for a new one. */
  readonly segment: number | null
  readonly reach: Reach
  readonly step: 'day' | 'week'
}

export function backtestRule(ctx: Context, { reach, ...question }: BacktestRequest): Promise<Backtest> {
  const now = ctx.now()
  return ctx.engine.backtest({ ...question, from: reach === 'all' ? null : now - days[reach] * DAY, now })
}
