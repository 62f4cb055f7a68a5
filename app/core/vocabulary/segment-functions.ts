// What can be asked about another segment: one row each, with the parameters that follow its name.
import type { EventFunction } from './functions.ts'
import { date } from './types.ts'

export type SegmentQuestion = 'in' | 'entered' | 'left'

export interface SegmentFunction extends EventFunction {
  readonly asks: SegmentQuestion
}

const when = (meaning: string, example: string): EventFunction['parameters'] => [{ name: 'date', type: date, reads: { on: 'date' }, meaning, example, from: 'the history of the segment' }]

export const segmentFunctions: readonly SegmentFunction[] = [
  { name: 'in_segment', asks: 'in', events: 'segments', parameters: [], meaning: 'customers of another segment', example: "in_segment('VIP')" },
  { name: 'entered_segment', asks: 'entered', events: 'segments', parameters: when('when they entered it', 'date >= -30d'), meaning: 'customers who entered another segment and are still in it', example: "entered_segment('VIP', date >= -30d)" },
  { name: 'left_segment', asks: 'left', events: 'segments', parameters: when('when they last left it', 'date >= -30d'), meaning: 'customers who left another segment and are not in it', example: "left_segment('VIP', date >= -30d)" },
]

/** Undefined when nothing about a segment has that name. */
export const segmentFunctionNamed = (name: string): SegmentFunction | undefined => segmentFunctions.find((row) => row.name === name)

export function segmentFunctionFor(asks: SegmentQuestion): SegmentFunction {
  const row = segmentFunctions.find((one) => one.asks === asks)
  if (!row) throw new Error(`nothing asks '${asks}' of a segment`)
  return row
}
