// Ties a test to the columns of a block.
import { BornScan, containsScan, listPresentScan, memberScan, numberScan, textPresentScan, textScan } from '#app/core/evaluate/attributes.ts'
import { DateScan, OrderDateScan } from '#app/core/evaluate/dates.ts'
import { EventScan } from '#app/core/evaluate/events.ts'
import type { Test } from '#app/core/evaluate/program.ts'
import type { Scan } from '#app/core/evaluate/scan.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { ListColumn, TextColumn } from '#app/core/plan/plan.ts'

/** For instants from `now` on. */
export function bind(test: Test, block: Block, now: Instant): Scan {
  switch (test.kind) {
    case 'born': return new BornScan(block)
    case 'present': return isList(block, test.column) ? listPresentScan(block.lists[test.column]) : textPresentScan(block.texts[test.column])
    case 'text': return textScan(block.texts[test.column], test.value)
    case 'contains': return containsScan(block.lists[test.column], test.value)
    case 'number': return numberScan(block[test.column], test.range)
    case 'member': return memberScan(block.members, test.segment)
    case 'created': return new DateScan(block.createdAt, test.window)
    case 'orderDate':
      return test.historyFrom === null && now >= block.lastEvent
        ? new DateScan(block.orders[test.which], test.window)
        : new OrderDateScan(block, test)
    case 'events': return new EventScan(block, test)
  }
}

function isList(block: Block, column: TextColumn | ListColumn): column is ListColumn {
  return column in block.lists
}
