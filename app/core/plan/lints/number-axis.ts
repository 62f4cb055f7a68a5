// Numbers cut at the bounds that a rule names: below, at and between them. Exact; whole numbers leave out what holds none.
import { compareDecimals, decimalsOf } from '#app/core/language/decimal.ts'
import type { NumberRange } from '#app/core/plan/plan.ts'
import type { Axis, Cells } from './cells.ts'
import type { NumberQuestion, Question } from './question.ts'

/** Cell 2i + 1 lies below the cut i and above the one before; cell 2i + 2 is the cut itself. */
export function numberAxis(questions: readonly NumberQuestion[]): Axis {
  const { least, most, nullable, whole } = questions[0]!
  const cuts = cutsOf([...questions.flatMap(({ ranges }) => ranges ?? []).flatMap(({ min, max }) => [min?.value, max?.value]), least, most])
  const at = new Map(cuts.map((cut, index) => [cut, index]))
  const floor = least === null ? 1 : 2 * at.get(least)! + 2
  const roof = most === null ? 2 * cuts.length + 1 : 2 * at.get(most)! + 2
  let values = span(floor, roof)
  if (whole) for (let cell = floor; cell <= roof; cell++) if (!holdsWhole(cuts, cell)) values &= ~(1n << BigInt(cell))
  const within = ({ min, max }: NumberRange): Cells => {
    const low = min ? 2 * at.get(min.value)! + (min.inclusive ? 2 : 3) : 1
    const high = max ? 2 * at.get(max.value)! + (max.inclusive ? 2 : 1) : 2 * cuts.length + 1
    return span(low, high) & values
  }
  return {
    full: nullable ? values | 1n : values,
    yes: (question: Question) => {
      const { ranges } = question as NumberQuestion
      return ranges === null ? values : ranges.reduce((cells, range) => cells | within(range), 0n)
    },
  }
}

function cutsOf(bounds: readonly (string | null | undefined)[]): readonly string[] {
  const numbers = bounds.filter((bound): bound is string => typeof bound === 'string')
  return [...new Set(numbers)].sort(compareDecimals)
}

/** The cells from `low` to `high`. */
function span(low: number, high: number): Cells {
  return high < low ? 0n : ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low)
}

function holdsWhole(cuts: readonly string[], cell: number): boolean {
  const cut = cuts[(cell >> 1) - 1]
  if (cell % 2 === 0) return decimalsOf(cut!) === 0
  const next = cuts[cell >> 1]
  return cut === undefined || next === undefined || compareDecimals(wholeAbove(cut), next) < 0
}

/** The least whole number above a decimal number. */
function wholeAbove(number: string): string {
  const whole = BigInt(number.split('.', 1)[0]!)
  return String(number.startsWith('-') && decimalsOf(number) > 0 ? whole : whole + 1n)
}
