// Columns worked out of a block's own columns when a test first asks for them, and kept with it.
import { dayOf } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import { Measure } from '#app/core/evaluate/measure.ts'
import { OrderSums } from '#app/core/evaluate/order-sums.ts'
import type { Block } from '#app/core/facts/block.ts'
import { narrowedAmounts } from '#app/core/facts/column.ts'
import type { Amounts } from '#app/core/facts/block.ts'
import type { Metric } from '#app/core/plan/plan.ts'

/** Whether a block has so many rows that it pays to work out what a test asks for all of them at once. */
export const isLarge = ({ rows }: Block): boolean => rows >= 64

/** Whole numbers, one a row. */
export interface Sums {
  readonly values: Amounts
  /** None of the values is farther from 0. */
  readonly largest: number
}

/** The numerator of a metric for every row, once all events of the block and what changes them are in the past. */
export function numeratorOf(block: Block, metric: Metric, zone: Zone): Sums {
  return kept(block, `numerator of ${metric} in ${zone.name}`, () => {
    const measure = new Measure(block, new OrderSums(block), metric, zone)
    measure.moveTo(Infinity)
    const values = new Float64Array(block.rows)
    let largest = 0
    for (let row = 0; row < block.rows; row++) {
      measure.of(row)
      const value = measure.numerator
      values[row] = value
      if (Math.abs(value) > largest) largest = Math.abs(value)
    }
    return { values: narrowedAmounts(values), largest }
  })
}

/** Days since 1970, by order, and the range they lie in. */
export interface LocalDays {
  readonly days: Uint16Array
  readonly first: number
  readonly last: number
}

/** The local day of every order; null when some order lies outside of the zone's table of days. */
export function localDaysOf(block: Block, zone: Zone): LocalDays | null {
  return kept(block, `days in ${zone.name}`, () => {
    const { at } = block.orders
    const days = new Uint16Array(at.length)
    let first = Infinity
    let last = -Infinity
    for (let order = 0; order < at.length; order++) {
      const day = dayOf(zone, at[order]!)
      if (day < first) first = day
      if (day > last) last = day
      days[order] = day
    }
    return at.length > 0 && (first < 0 || last >= zone.dayStarts.length) ? null : { days, first, last }
  })
}

function kept<T extends object | null>({ derived }: Block, name: string, make: () => T): T {
  if (!derived.has(name)) derived.set(name, make())
  return derived.get(name) as T
}
