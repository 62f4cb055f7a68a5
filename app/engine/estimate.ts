// What a rule would hold, from a sample of the shop read straight from the database: the first answer while the block of everyone is not there yet.
import { membersOf } from '#app/core/evaluate/evaluate.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { rowOf } from '#app/core/facts/block.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { versionsOfShop } from '#app/db/facts/read.ts'
import type { Database } from '#app/db/sql.ts'
import type { Estimate } from '#app/engine/engine.ts'
import { addTo, readFactsOf } from '#app/engine/facts-of-some.ts'
import type { Holdings } from '#app/engine/holdings.ts'
import { carriedOver, sampleOf, SAMPLE_SIZE } from '#app/engine/sample.ts'

/** Read at a time: between two of them other requests are answered. */
const PORTION = 500

export interface EstimateRequest {
  readonly shop: number
  /** Whose stored membership it is held against; null for a new one. */
  readonly segment: number | null
  readonly products: ProductTable
  readonly holdings: Holdings
  readonly now: number
}

/** Null for a shop that is no larger than the sample: there the whole is as quick. */
export async function estimateOf(db: Database, program: Program, { shop, segment, products, holdings, now }: EstimateRequest): Promise<Estimate | null> {
  const versions = await db.read(() => versionsOfShop(shop))
  const highest = (versions?.nextCustomer ?? 1) - 1
  if (highest <= SAMPLE_SIZE) return null
  const numbers = sampleOf(shop, highest, SAMPLE_SIZE)
  const builder = new BlockBuilder({ foldTag, products, parts: holdings.parts })
  const standing = new Map<number, boolean>()
  for (let start = 0; start < numbers.length; start += PORTION) {
    const some = await db.read(() => readFactsOf(shop, numbers.slice(start, start + PORTION), holdings))
    addTo(builder, some)
    for (const { facts, deleted } of some.customers) if (!deleted) standing.set(facts.number, segment !== null && facts.members.includes(segment))
  }
  const { block } = builder.build()
  const [members] = membersOf([program], block, now)
  const found = { count: 0, unknown: 0, joining: 0, leaving: 0 }
  for (const [number, belongs] of standing) {
    const membership = members![rowOf(block, number)]
    if (membership === UNKNOWN) found.unknown++
    else if (membership === YES) {
      found.count++
      if (!belongs) found.joining++
    } else if (belongs) found.leaving++
  }
  const all = (some: number) => carriedOver(some, SAMPLE_SIZE, highest)
  return { total: all(standing.size), count: all(found.count), unknown: all(found.unknown), joining: all(found.joining), leaving: all(found.leaving) }
}
