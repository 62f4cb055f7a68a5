// Tests of numbers and dates as ranges: one for each value that may be equalled, or the one between the limits.
import type { Limit, Test, Value } from '#app/core/language/meaning.ts'
import type { DateEdge, DateRange, NumberBound, NumberRange } from './plan.ts'

/** Ranges of which one must hold. */
export function numberRange(test: Test): readonly NumberRange[] {
  if (test.kind === 'is') return test.values.map((value) => ({ min: bound({ value, inclusive: true }), max: bound({ value, inclusive: true }) }))
  return test.kind === 'range' ? [{ min: bound(test.from), max: bound(test.to) }] : defect(test)
}

/** Ranges of which one must hold. A day is all its instants: after it begins where it ends. */
export function dateRange(test: Test): readonly DateRange[] {
  if (test.kind === 'is') return test.values.map((value) => ({ from: edge(value, 'start'), to: edge(value, 'end') }))
  if (test.kind !== 'range') return defect(test)
  const { from, to } = test
  return [{ from: from && edge(from.value, from.inclusive ? 'start' : 'end'), to: to && edge(to.value, to.inclusive ? 'end' : 'start') }]
}

function bound(limit: Limit | null): NumberBound | null {
  if (!limit) return null
  if (limit.value.kind !== 'number') return defect(limit.value)
  return { value: limit.value.number, inclusive: limit.inclusive }
}

function edge(value: Value, at: DateEdge['at']): DateEdge {
  return value.kind === 'moment' ? { moment: value.moment, at } : defect(value)
}

function defect(odd: { readonly kind: string }): never {
  throw new Error(`'${odd.kind}' is no range`)
}
