// The first and the last event of each row that counts for good.
import { COUNTS } from '#app/core/facts/block.ts'
import type { Events, Filled } from '#app/core/facts/block.ts'

export function firstAndLast({ starts, at, state }: Pick<Events, 'starts' | 'at' | 'state'>): Pick<Filled, 'first' | 'last'> {
  const rows = starts.length - 1
  const first = new Float64Array(rows).fill(NaN)
  const last = new Float64Array(rows).fill(NaN)
  for (let row = 0; row < rows; row++) {
    for (let event = starts[row]!; event < starts[row + 1]!; event++) {
      if (state[event] !== COUNTS) continue
      if (Number.isNaN(first[row]!)) first[row] = at[event]!
      last[row] = at[event]!
    }
  }
  return { first, last }
}
