// A score as a range of the value behind it, between the store's cut points: it moves only with them and with what the customer does.
import { OPEN_END, OPEN_START, fixedEdge } from '#app/core/evaluate/edge.ts'
import type { CutPoints, Thresholds } from '#app/core/evaluate/cut-points.ts'
import type { ProgramNode, Test } from '#app/core/evaluate/program.ts'
import { NO, UNKNOWN } from '#app/core/evaluate/verdict.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { compileFraction } from '#app/core/plan/compile-fraction.ts'
import { compileRange } from '#app/core/plan/compile-range.ts'
import type { Metric, NumberBound, Score, ScoreTest } from '#app/core/plan/plan.ts'

interface Terms {
  readonly zone: Zone
  readonly historyFrom: Instant | null
  readonly cutPoints?: CutPoints | null
}

/** Whether there is a score at all can be said without cut points. */
export function compileScore({ score, range }: ScoreTest, shop: Terms): ProgramNode {
  const ordered = metric('ordersCounted', 0, Infinity, shop)
  if (range === null) return ordered
  if (!shop.cutPoints) return { op: 'all', of: [{ op: 'constant', answer: UNKNOWN }, ordered] }
  const { lowest, thresholds, steps } = scaleOf(score, shop.cutPoints)
  const { min, max } = compileRange(range, 0)
  const from = Math.max(min, lowest) - lowest
  const to = Math.min(max, lowest + steps) - lowest
  const above = from > 0 ? (thresholds[from - 1] ?? Infinity) : -Infinity
  const upTo = to < steps ? (thresholds[to] ?? Infinity) : Infinity
  if (from > to || above >= upTo) return { op: 'constant', answer: NO }
  switch (score) {
    case 'recencyScore': return lastOrder(above, upTo, shop)
    case 'frequencyScore': return metric('ordersCounted', Math.max(above, 0), upTo, shop)
    default: return above === -Infinity && upTo === Infinity ? ordered : { op: 'all', of: [ordered, metric('netSpent', above, upTo, shop)] }
  }
}

/** `steps` above the lowest. */
function scaleOf(score: Score, { spend, recency, frequency }: CutPoints): { readonly lowest: number, readonly steps: number, readonly thresholds: Thresholds } {
  switch (score) {
    case 'spendPercentile': return { lowest: 0, steps: 100, thresholds: spend }
    case 'recencyScore': return { lowest: 1, steps: 4, thresholds: recency }
    case 'frequencyScore': return { lowest: 1, steps: 4, thresholds: frequency }
    case 'monetaryScore': return { lowest: 1, steps: 4, thresholds: spend.filter((_, index) => index % 20 === 19) }
  }
}

function metric(name: Metric, above: number, upTo: number, { zone, historyFrom }: Terms): ProgramNode {
  const bound = (value: number, inclusive: boolean): NumberBound | null => (Number.isFinite(value) ? { value: String(value), inclusive } : null)
  const range = compileFraction({ min: bound(above, false), max: bound(upTo, true) }, 0)
  return leaf({ kind: 'metric', key: keyOf(name, above, upTo), metric: name, range, zone, historyFrom })
}

function lastOrder(above: Instant, upTo: Instant, { historyFrom }: Terms): ProgramNode {
  const window = { from: above === -Infinity ? OPEN_START : fixedEdge(above + 1), to: upTo === Infinity ? OPEN_END : fixedEdge(upTo + 1) }
  return leaf({ kind: 'orderDate', key: keyOf('lastOrder', above, upTo), which: 'last', window, historyFrom })
}

const leaf = (test: Test): ProgramNode => ({ op: 'test', test })
const keyOf = (name: string, above: number, upTo: number): string => `${name} above ${above} up to ${upTo}`
