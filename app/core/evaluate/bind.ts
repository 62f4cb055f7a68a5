// Ties a test to the columns of a block.
import { ageScan } from '#app/core/evaluate/age.ts'
import { anniversaryScan } from '#app/core/evaluate/anniversary.ts'
import { BornScan, belongsTo, nobody, numberIsIn, setContains, setIsThere, textIs, textIsThere, timeless } from '#app/core/evaluate/attributes.ts'
import { DateScan, orderDateScan } from '#app/core/evaluate/dates.ts'
import { DelegatedScan } from '#app/core/evaluate/delegated.ts'
import { eventScan } from '#app/core/evaluate/events.ts'
import { flagIsSet } from '#app/core/evaluate/flags.ts'
import { metafieldDateScan, metafieldIs } from '#app/core/evaluate/metafields.ts'
import { HistoryScan } from '#app/core/evaluate/segment-history.ts'
import { metricScan } from '#app/core/evaluate/metrics.ts'
import type { OrderSums } from '#app/core/evaluate/order-sums.ts'
import { placeIs } from '#app/core/evaluate/places.ts'
import { SequenceScan } from '#app/core/evaluate/sequence.ts'
import type { Test } from '#app/core/evaluate/program.ts'
import type { Scan } from '#app/core/evaluate/scan.ts'
import type { Block } from '#app/core/facts/block.ts'
import { customerLists } from '#app/core/facts/parts.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { ListColumn, TextColumn } from '#app/core/plan/plan.ts'

/** For instants from `now` on. `sums` of the block are shared by all tests that ask for any. */
export function bind(test: Test, block: Block, now: Instant, sums: OrderSums): Scan {
  switch (test.kind) {
    case 'born': return new BornScan(block)
    case 'present': return presentScan(block, test.column)
    case 'text': return timeless(block, ({ texts }) => textIs(texts[test.column], test.value))
    case 'contains': return timeless(block, ({ lists }) => setContains(lists[test.column], test.value))
    case 'number': return timeless(block, (of) => numberIsIn(of[test.column], test.range))
    case 'member': return timeless(block, ({ members }) => belongsTo(members, test.segment))
    case 'created': return new DateScan(block.createdAt, ({ createdAt }) => createdAt, test.window)
    case 'entered':
    case 'left': return block.histories.segments.length === 0 ? nobody : new HistoryScan(block.histories, test)
    case 'orderDate': return orderDateScan(block, test, now)
    case 'events': return eventScan(block, test, now)
    case 'sequence': return new SequenceScan(block, test)
    case 'flag': return timeless(block, (of) => flagIsSet(of[test.column]))
    case 'metafield': return timeless(block, ({ metafields }) => metafieldIs(metafields, test))
    case 'metafieldDate': return metafieldDateScan(block, test)
    case 'anniversary': return anniversaryScan(block, test, now)
    case 'age': return ageScan(block, test)
    case 'place': return timeless(block, ({ places }) => placeIs(places, test.where))
    case 'metric': return metricScan(block, test, now, sums)
    case 'delegated': return new DelegatedScan(block, test)
  }
}

const listColumns: ReadonlySet<TextColumn | ListColumn> = new Set(customerLists)

const presentScan = (block: Block, column: TextColumn | ListColumn): Scan =>
  timeless(block, ({ texts, lists }) => (isList(column) ? setIsThere(lists[column]) : textIsThere(texts[column])))

function isList(column: TextColumn | ListColumn): column is ListColumn {
  return listColumns.has(column)
}
