// The block of a whole shop: loaded once in pages, then kept fresh by a second small block of what changed since.
import { setImmediate as breathe } from 'node:timers/promises'
import type { Population } from '#app/core/evaluate/cut-points.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { floats } from '#app/core/facts/column.ts'
import { loadCustomers } from '#app/db/facts/load-customers.ts'
import { loadOrders } from '#app/db/facts/load-orders.ts'
import { checkoutsAfter, versionsOfShop } from '#app/db/facts/read.ts'
import { all, type Database, type Sql } from '#app/db/sql.ts'
import { addTo, noFacts, readFactsOf, type FactsOfSome } from '#app/engine/facts-of-some.ts'
import type { Holdings } from '#app/engine/holdings.ts'

const PAGE = 2_000

/** A block and, beside its rows, the `facts_version` each was read with. */
export interface Part {
  readonly block: Block
  readonly factsVersions: Float64Array
}

export interface ShopBlock {
  readonly base: Part
  /** The shop's `factsVersion` when loading began: what changed later is in `patch`. */
  readonly baseVersion: number
  readonly patch: Part
  /** Customers that changed since, gone ones too: their rows in `base` no longer count. */
  readonly changed: ReadonlySet<number>
  /** The patch is as of this version. */
  readonly version: number
  /** Beyond the facts that every rule may read. */
  readonly holdings: Holdings
  /** The rules it was loaded under, for the stored memberships it holds. */
  readonly rulesVersion: number
  /** The shop's, when loading began: what a first read of the store adds is in no patch. */
  readonly syncedAt: number | null
}

/** Reads everyone. Other requests are answered between the pages. */
export async function loadShopBlock(db: Database, shop: number, products: ProductTable, holdings: Holdings): Promise<ShopBlock> {
  const versions = await db.read(() => versionsOfShop(shop))
  const builder = new BlockBuilder({ foldTag, products, parts: holdings.parts })
  const factsVersions = floats()
  for (let after: number | null = 0; after !== null;) {
    const from: number = after
    after = await db.read(() => loadCustomers(shop, from, PAGE, holdings, builder.customers, (version) => factsVersions.push(version)))
    await breathe()
  }
  for (let after: string | null = holdings.parts.has('orders') ? '0' : null; after !== null;) {
    const from: string = after
    after = await db.read(() => loadOrders(shop, from, PAGE, holdings.parts, builder.orders))
    await breathe()
  }
  for (let after: string | null = holdings.parts.has('checkouts') ? '' : null; after !== null;) {
    const from: string = after
    const page = await db.read(() => checkoutsAfter(shop, from, PAGE))
    for (const { customer, facts } of page.checkouts) builder.addCheckout(customer, facts)
    after = page.next
    await breathe()
  }
  // Customers came in the order of their numbers, as the rows of a block stand.
  const base = { block: builder.build().block, factsVersions: factsVersions.values.slice(0, factsVersions.length) }
  const baseVersion = versions?.factsVersion ?? 0
  const loaded = {
    base, baseVersion, patch: partOf([noFacts], products, holdings), changed: new Set<number>(), version: baseVersion, holdings,
    rulesVersion: versions?.rulesVersion ?? 0, syncedAt: versions?.syncedAt ?? null,
  }
  return (await refreshShopBlock(db, shop, loaded, products)) ?? loaded
}

/** Undefined when so much changed that loading anew is the better way, or when a first read of the store ended. */
export async function refreshShopBlock(db: Database, shop: number, known: ShopBlock, products: ProductTable): Promise<ShopBlock | undefined> {
  const found = await db.read(function* () {
    const versions = yield* versionsOfShop(shop)
    const version = versions?.factsVersion ?? 0
    const reread = (versions?.syncedAt ?? null) !== known.syncedAt
    return { version, reread, numbers: version === known.version ? null : yield* changedSince(shop, known.baseVersion) }
  })
  if (found.reread) return undefined
  if (found.numbers === null) return known
  const { numbers, version } = found
  if (numbers.length > Math.max(PAGE, known.base.block.rows / 10)) return undefined
  const pages: FactsOfSome[] = []
  for (let start = 0; start < numbers.length; start += 500) {
    const some = numbers.slice(start, start + 500)
    pages.push(await db.read(() => readFactsOf(shop, some, known.holdings)))
    await breathe()
  }
  return { ...known, patch: partOf(pages, products, known.holdings), changed: new Set(numbers), version }
}

/** Everyone once, as they are now. */
export const populationsOf = ({ base, patch, changed }: ShopBlock): readonly Population[] => [
  { block: base.block, counts: (row) => !changed.has(base.block.numbers[row]!) },
  { block: patch.block, counts: () => true },
]

/** Without memberships: those that change by our own commits would make every walk over everyone reload it. */
function* changedSince(shop: number, version: number): Sql<number[]> {
  const rows = yield* all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND facts_version > ?', shop, version)
  return rows.map((row) => row.number)
}

function partOf(pages: readonly FactsOfSome[], products: ProductTable, { parts }: Holdings): Part {
  const builder = new BlockBuilder({ foldTag, products, parts })
  const versionOf = new Map<number, number>()
  for (const page of pages) {
    addTo(builder, page)
    for (const { facts, factsVersion } of page.customers) versionOf.set(facts.number, factsVersion)
  }
  const { block } = builder.build()
  return { block, factsVersions: Float64Array.from(block.numbers, (number) => versionOf.get(number) ?? 0) }
}
