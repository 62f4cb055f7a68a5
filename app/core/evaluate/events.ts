// Tests of a customer's orders, purchases, refunds and checkouts within windows that move with the clock.
import { CountScan } from '#app/core/evaluate/count-scan.ts'
import { EventFilter } from '#app/core/evaluate/event-filter.ts'
import { EventScan } from '#app/core/evaluate/event-scan.ts'
import type { EventTest } from '#app/core/evaluate/program.ts'
import type { Scan } from '#app/core/evaluate/scan.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** For instants from `now` on. */
export function eventScan(block: Block, test: EventTest, now: Instant): Scan {
  const filter = new EventFilter(block, test, test.having.some(({ of }) => of === 'sumQuantity'))
  const plain = isPlain(test, filter)
  const whole = new EventScan(block, test, filter, plain)
  return plain && now >= block.lastEvent ? new CountScan(test, filter, whole) : whole
}

/** Whether nothing but counting is needed, once all events lie in the past. */
function isPlain({ windows, historyFrom, having }: EventTest, filter: EventFilter): boolean {
  return historyFrom === null && !filter.restless && windows.outside.length === 0 &&
    having.every(({ of }) => of === 'count' || of === 'sumAmount' || of === 'sumQuantity' || of === 'averageAmount')
}
