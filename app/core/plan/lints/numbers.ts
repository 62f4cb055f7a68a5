// What is known of the numbers a rule can ask about: whether they are whole, may be missing, and where they end.
import type { EventNumber, Having, HavingOf, Metric, NumberColumn, NumberRange, Score } from '#app/core/plan/plan.ts'
import { filterKey } from './filter-key.ts'
import type { Filter, NumberQuestion } from './question.ts'

type Nature = Pick<NumberQuestion, 'whole' | 'nullable' | 'least' | 'most'>

const amount: Nature = { whole: false, nullable: false, least: null, most: null }
const average: Nature = { ...amount, nullable: true }
const count: Nature = { whole: true, nullable: false, least: '0', most: null }

const COLUMNS: Readonly<Record<NumberColumn, Nature>> = { numberOfOrders: count, amountSpent: amount }

const METRICS: Readonly<Record<Metric, Nature>> = {
  ordersCounted: count,
  distinctProducts: count,
  grossSpent: amount,
  netSpent: amount,
  refundedAmount: amount,
  averageOrderValue: average,
  refundShare: average,
  discountShare: { whole: false, nullable: true, least: '0', most: '1' },
  medianDaysBetweenOrders: average,
  overdueRatio: average,
}

const AGGREGATES: Readonly<Record<HavingOf, Nature>> = {
  count,
  sumAmount: amount,
  sumNetAmount: amount,
  averageAmount: average,
  sumQuantity: count,
  sumLineAmount: amount,
  distinctProducts: count,
  distinctYears: count,
  shareOfSpend: amount,
}

const within = (least: number, most: number | null): Nature => ({ whole: true, nullable: true, least: String(least), most: most === null ? null : String(most) })

const OF_EVENTS: Readonly<Record<EventNumber, Nature>> = {
  amount: average,
  netAmount: average,
  discountAmount: average,
  lineAmount: average,
  quantity: { ...average, whole: true },
  currentQuantity: { ...average, whole: true },
  month: within(1, 12),
  weekday: within(1, 7),
  day: within(1, 31),
  hour: within(0, 23),
  year: { ...average, whole: true },
  nth: within(1, null),
  nthLatest: within(1, null),
}

export function columnNumber(column: NumberColumn, range: NumberRange): NumberQuestion {
  return { kind: 'number', key: column, ranges: [range], ...COLUMNS[column] }
}

export function metricNumber(metric: Metric, range: NumberRange | null): NumberQuestion {
  return { kind: 'number', key: `metric ${metric}`, ranges: range && [range], ...METRICS[metric] }
}

export function scoreNumber(score: Score, range: NumberRange | null): NumberQuestion {
  return { kind: 'number', key: `score ${score}`, ranges: range && [range], ...(score === 'spendPercentile' ? within(0, 100) : within(1, 5)) }
}

export function eventNumber(on: EventNumber, ranges: readonly NumberRange[]): NumberQuestion {
  return { kind: 'number', key: on, ranges, ...OF_EVENTS[on] }
}

export function aggregate({ of, range }: Having, filter: Filter): NumberQuestion {
  const question: NumberQuestion = { kind: 'number', key: `${of} ${filterKey(filter)}`, ranges: [range], ...AGGREGATES[of] }
  if (of === 'count') return { ...question, counts: filter, finds: [filter] }
  return of === 'averageAmount' ? { ...question, finds: [filter] } : question
}
