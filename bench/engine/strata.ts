// Strata itself: the block of the shop loaded from its file as the engine thread loads it, then all rules in one pass, in one thread.
import { evaluateAll, membersOf } from '#app/core/evaluate/evaluate.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import { compile } from '#app/core/plan/compile.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { openReader } from '#app/db/database.ts'
import type { Database } from '#app/db/sql.ts'
import { bytesOf } from '#app/engine/bytes.ts'
import { addTo, readFactsOf } from '#app/engine/facts-of-some.ts'
import { previewRule } from '#app/engine/preview.ts'
import type { Rules } from '#app/engine/rules.ts'
import { loadShopBlock } from '#app/engine/shop-block.ts'
import { ShopState } from '#app/engine/shop-state.ts'
import { memoryOf } from '../process-memory.ts'
import { quantile, type Figures } from '../report.ts'
import type { Contender } from './contender.ts'
import type { Data } from './data.ts'
import { previews } from './rules.ts'
import { DAY, NOW } from './store.ts'
import { SHOP } from './strata-file.ts'

const TIMES = 7
const SINGLE = 1_000

export async function open(data: Data): Promise<Contender> {
  const db = openReader(`file:${data.strata}`)
  const state = new ShopState(SHOP)
  const start = performance.now()
  const { rules, products } = await db.read(function* () {
    return { rules: yield* state.rules(), products: yield* state.refreshProducts() }
  })
  const { base: { block } } = await loadShopBlock(db, SHOP, products, rules.holdings)
  const loaded = performance.now()
  let members = membersOf(rules.programs, block, NOW)
  const opened: Figures = {
    load_ms: performance.now() - start, block_load_ms: loaded - start, first_masks_ms: performance.now() - loaded,
    load_peak_mib: memoryOf(process.pid).peak, block_mib: bytesOf(block) / 2 ** 20,
  }
  return {
    async round() {
      globalThis.gc?.()
      const begun = performance.now()
      members = membersOf(rules.programs, block, NOW)
      return performance.now() - begun
    },
    bits: () => bitsOf(members, block, data.customers),
    async figures() {
      return {
        ...opened,
        unknown_verdicts: members.reduce((sum, mask) => sum + mask.reduce((count, one) => count + +(one === UNKNOWN), 0), 0),
        masks_until_ms: median(() => evaluateAll(rules.programs, block, NOW)),
        as_of_180_days_ms: median(() => membersOf(rules.programs, block, NOW - 180 * DAY)),
        preview_ms: median(() => preview(rules, previews.attributes.rule, block)),
        preview_product_ms: median(() => preview(rules, previews.products.rule, block)),
        ...(await oneCustomer(db, rules, data.customers)),
      }
    },
  }
}

function bitsOf(members: readonly Uint8Array[], { numbers }: Block, customers: number): Uint32Array {
  const bits = new Uint32Array(customers)
  members.forEach((mask, rule) => {
    numbers.forEach((number, row) => { bits[number - 1]! |= +(mask[row] === YES) << rule })
  })
  return bits
}

/** As a merchant's keystroke asks for it: from the text to the number of members. */
function preview(rules: Rules, text: string, block: Block): number {
  const rule = previewRule(rules, text, null)
  if (!rule.ok) throw new Error(`The preview is no rule: ${rule.problems[0]?.message}`)
  const [mask] = membersOf([compile(rule.plan, rules.terms)], block, NOW)
  let count = 0
  for (const one of mask!) count += +(one === YES)
  return count
}

/** All rules over a block of one customer that stands ready, in microseconds, over some customers spread over the shop. */
async function oneCustomer(db: Database, rules: Rules, customers: number): Promise<Figures> {
  const state = new ShopState(SHOP)
  const products = await db.read(() => state.refreshProducts())
  const numbers = Array.from({ length: Math.min(SINGLE, customers) }, (_, index) => 1 + Math.floor((index * customers) / Math.min(SINGLE, customers)))
  const blocks: Block[] = []
  for (const number of numbers) {
    const builder = new BlockBuilder({ foldTag, products })
    addTo(builder, await db.read(() => readFactsOf(SHOP, [number], rules.holdings)))
    blocks.push(builder.build().block)
  }
  const withUntils = taken(rules.programs, blocks, evaluateAll)
  const masks = taken(rules.programs, blocks, membersOf)
  return { one_customer_us: quantile(withUntils, 0.99), one_customer_p50_us: quantile(withUntils, 0.5), one_customer_mask_us: quantile(masks, 0.99), one_customer_mask_p50_us: quantile(masks, 0.5) }
}

function taken(programs: readonly Program[], blocks: readonly Block[], work: (programs: readonly Program[], block: Block, now: number) => unknown): number[] {
  const pass = (): number[] => blocks.map((block) => {
    const start = performance.now()
    work(programs, block, NOW)
    return (performance.now() - start) * 1000
  })
  for (let warm = 0; warm < TIMES; warm++) pass()
  return pass().sort((a, b) => a - b)
}

function median(work: () => unknown): number {
  work()
  const sorted = Array.from({ length: TIMES }, () => {
    globalThis.gc?.()
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return quantile(sorted, 0.5)
}
