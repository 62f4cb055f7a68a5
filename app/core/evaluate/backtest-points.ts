// The instants a backtest asks for: the starts of the shop's days or weeks, and the end itself.
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import { COUNTS } from '#app/core/facts/block.ts'
import type { Population } from '#app/core/evaluate/cut-points.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export type Step = 'day' | 'week'

/** Five years of days. */
export const MOST_POINTS = 1_830

/** From the start of the day or week (from Monday) that `from` lies in, up to `to`, which is the last one; of too many the latest. Ascending. */
export function pointsOf(zone: Zone, { from, to, step }: { readonly from: Instant, readonly to: Instant, readonly step: Step }): Float64Array {
  const days = step === 'day' ? 1 : 7
  const last = dayOf(zone, to)
  const first = Math.max(beginning(dayOf(zone, from), step), beginning(last, step) - (MOST_POINTS - 2) * days)
  const instants: number[] = []
  for (let day = first; day <= last; day += days) {
    const start = dayStart(zone, day)
    // A day that the zone skipped begins with the one after it.
    if (start < to && start !== instants.at(-1)) instants.push(start)
  }
  return Float64Array.from([...instants, to])
}

/** When the store's history begins: with its first order, or else with its first customer. Null without either. */
export function firstDeed(populations: readonly Population[]): Instant | null {
  let order = Infinity
  let customer = Infinity
  for (const { block: { rows, createdAt, orders }, counts } of populations) {
    for (let row = 0; row < rows; row++) {
      if (!counts(row)) continue
      if (createdAt[row]! < customer) customer = createdAt[row]!
      for (let event = orders.starts[row]!; event < orders.starts[row + 1]!; event++) {
        if ((orders.state[event]! & COUNTS) === 0) continue
        if (orders.at[event]! < order) order = orders.at[event]!
        break
      }
    }
  }
  const first = order < Infinity ? order : customer
  return first < Infinity ? first : null
}

/** 1 January 1970 was a Thursday. */
const beginning = (day: number, step: Step): number => (step === 'day' ? day : day - ((((day + 3) % 7) + 7) % 7))
