// All rules over one customer, as after a webhook: the block of one stands ready, the rules are warm.
import { evaluateAll, membersOf } from '#app/core/evaluate/evaluate.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { Database } from '#app/db/sql.ts'
import { addTo, readFactsOf } from '#app/engine/facts-of-some.ts'
import type { Rules } from '#app/engine/rules.ts'
import { quantile, type Figures } from '../report.ts'
import { NOW } from './store.ts'
import { SHOP } from './strata-file.ts'

const MOST = 1_000
const WARMING = 10
const PASSES = 10

interface Shop {
  readonly rules: Rules
  readonly products: ProductTable
  readonly customers: number
}

/** Over some customers spread over the shop, in microseconds, with and without untils. */
export async function oneCustomer(db: Database, { rules, products, customers }: Shop): Promise<Figures> {
  const count = Math.min(MOST, customers)
  const blocks: Block[] = []
  for (let index = 0; index < count; index++) {
    const number = 1 + Math.floor((index * customers) / count)
    const builder = new BlockBuilder({ foldTag, products })
    addTo(builder, await db.read(() => readFactsOf(SHOP, [number], rules.holdings)))
    blocks.push(builder.build().block)
  }
  const verdicts = taken(rules.programs, blocks, evaluateAll)
  const masks = taken(rules.programs, blocks, membersOf)
  return {
    one_customer_us: quantile(verdicts, 0.99), one_customer_p50_us: quantile(verdicts, 0.5),
    one_customer_masks_us: quantile(masks, 0.99), one_customer_masks_p50_us: quantile(masks, 0.5),
  }
}

function taken(programs: readonly Program[], blocks: readonly Block[], work: (programs: readonly Program[], block: Block, now: number) => unknown): number[] {
  const pass = (): number[] => blocks.map((block) => {
    const start = performance.now()
    work(programs, block, NOW)
    return (performance.now() - start) * 1000
  })
  for (let warm = 0; warm < WARMING; warm++) pass()
  return Array.from({ length: PASSES }, pass).flat().sort((a, b) => a - b)
}
