// Calendar months before this one as conditions on a date: windows that move on with the shop's months.
import { greatestBelow, leastAbove } from '#app/core/money.ts'
import type { DateEdge, EventCondition, NumberRange } from './plan.ts'

type DateCondition = Extract<EventCondition, { on: 'date' }>

/** Whole months, both ends inclusive. */
interface Months {
  readonly min: number
  readonly max: number
}

/** Conditions that must all hold; `ranges` are those of which one must. Of several, an event lies between the first and the last, and in no gap. */
export function monthConditions(ranges: readonly NumberRange[], negated: boolean): readonly DateCondition[] {
  const months = ranges.map(wholeMonths).sort((a, b) => a.min - b.min)
  if (negated) return months.map((one) => condition(one, true))
  if (months.length === 0) return [condition({ min: -Infinity, max: Infinity }, true)]
  const hull = { min: months[0]!.min, max: months.at(-1)!.max }
  const gaps = months.slice(1).map(({ min }, at) => ({ min: months[at]!.max + 1, max: min - 1 })).filter(({ min, max }) => min <= max)
  return [...(isOpen(hull) ? [] : [condition(hull, false)]), ...gaps.map((gap) => condition(gap, true))]
}

function wholeMonths({ min, max }: NumberRange): Months {
  return { min: min ? leastAbove(min.value, min.inclusive, 0) : -Infinity, max: max ? greatestBelow(max.value, max.inclusive, 0) : Infinity }
}

function condition({ min, max }: Months, negated: boolean): DateCondition {
  // Nothing that happened did so after this month.
  return { on: 'date', range: { from: max === Infinity ? null : edge(max, 'start'), to: min <= 0 ? null : edge(min, 'end') }, negated }
}

function isOpen({ min, max }: Months): boolean {
  return min <= 0 && max === Infinity
}

function edge(monthsAgo: number, at: DateEdge['at']): DateEdge {
  return { moment: { kind: 'month', count: 0 - monthsAgo }, at }
}
