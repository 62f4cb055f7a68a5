// Ties a test to the columns of a block.
import { ageScan } from '#app/core/evaluate/age.ts'
import { anniversaryScan } from '#app/core/evaluate/anniversary.ts'
import { BornScan, containsScan, memberScan, nobody, numberScan, setPresentScan, textPresentScan, textScan } from '#app/core/evaluate/attributes.ts'
import { DateScan, OrderDateScan, settledDates } from '#app/core/evaluate/dates.ts'
import { DelegatedScan } from '#app/core/evaluate/delegated.ts'
import { eventScan } from '#app/core/evaluate/events.ts'
import { flagScan } from '#app/core/evaluate/flags.ts'
import { metafieldDateScan, metafieldScan } from '#app/core/evaluate/metafields.ts'
import { HistoryScan } from '#app/core/evaluate/segment-history.ts'
import { metricScan } from '#app/core/evaluate/metrics.ts'
import { placeScan } from '#app/core/evaluate/places.ts'
import { SequenceScan } from '#app/core/evaluate/sequence.ts'
import type { Test } from '#app/core/evaluate/program.ts'
import type { Scan } from '#app/core/evaluate/scan.ts'
import type { Block } from '#app/core/facts/block.ts'
import { customerLists } from '#app/core/facts/parts.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { ListColumn, TextColumn } from '#app/core/plan/plan.ts'

/** For instants from `now` on. */
export function bind(test: Test, block: Block, now: Instant): Scan {
  switch (test.kind) {
    case 'born': return new BornScan(block)
    case 'present': return isList(test.column) ? setPresentScan(block.lists[test.column]) : textPresentScan(block.texts[test.column])
    case 'text': return textScan(block.texts[test.column], test.value)
    case 'contains': return containsScan(block.lists[test.column], test.value)
    case 'number': return numberScan(block[test.column], test.range)
    case 'member': return memberScan(block.members, test.segment)
    case 'created': return new DateScan(block.createdAt, test.window)
    case 'entered':
    case 'left': return block.histories.segments.length === 0 ? nobody : new HistoryScan(block.histories, test)
    case 'orderDate':
      return test.historyFrom === null && now >= block.lastEvent
        ? new DateScan(settledDates(block, test.which), test.window)
        : new OrderDateScan(block, test)
    case 'events': return eventScan(block, test, now)
    case 'sequence': return new SequenceScan(block, test)
    case 'flag': return flagScan(block[test.column])
    case 'metafield': return metafieldScan(block, test)
    case 'metafieldDate': return metafieldDateScan(block, test)
    case 'anniversary': return anniversaryScan(block, test, now)
    case 'age': return ageScan(block, test)
    case 'place': return placeScan(block.places, test.where)
    case 'metric': return metricScan(block, test, now)
    case 'delegated': return new DelegatedScan(block, test)
  }
}

const lists: ReadonlySet<TextColumn | ListColumn> = new Set(customerLists)

function isList(column: TextColumn | ListColumn): column is ListColumn {
  return lists.has(column)
}
