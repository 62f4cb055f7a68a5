// Strata itself: the block of the shop loaded from its file as the engine thread loads it, then all rules in one pass, in one thread.
import { duesOf, evaluateAll, membersOf } from '#app/core/evaluate/evaluate.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import { NumberBits } from '#app/core/membership/number-bits.ts'
import { compile } from '#app/core/plan/compile.ts'
import { openReader } from '#app/db/database.ts'
import { bytesOf } from '#app/engine/bytes.ts'
import { countPreview, previewRule } from '#app/engine/preview.ts'
import type { Rules } from '#app/engine/rules.ts'
import { loadShopBlock } from '#app/engine/shop-block.ts'
import type { ShopBlock } from '#app/engine/shop-block.ts'
import { ShopState } from '#app/engine/shop-state.ts'
import { memoryOf } from '../process-memory.ts'
import type { Figures } from '../report.ts'
import type { Contender, Counted } from './contender.ts'
import type { Data } from './data.ts'
import { oneCustomer } from './one-customer.ts'
import { previews, type WorkloadRule } from './rules.ts'
import { DAY, NOW } from './store.ts'
import { SHOP } from './strata-file.ts'
import { medianTurn, turn } from './turn.ts'

export async function open({ strata, customers }: Data): Promise<Contender> {
  const db = openReader(`file:${strata}`)
  const state = new ShopState(SHOP)
  const start = performance.now()
  const { rules, products } = await db.read(function* () {
    return { rules: yield* state.rules(), products: yield* state.refreshProducts() }
  })
  const shopBlock = await loadShopBlock(db, SHOP, products, rules.holdings)
  const { block } = shopBlock.base
  const loaded = performance.now()
  let members = membersOf(rules.programs, block, NOW)
  // What is made ready only when the first answer asks for it is part of the load.
  const opened: Figures = {
    load_ms: performance.now() - start, block_load_ms: loaded - start, first_masks_ms: performance.now() - loaded,
    load_peak_mib: memoryOf(process.pid).peak, block_mib: bytesOf(block) / 2 ** 20,
  }

  const counted = async ({ rule }: WorkloadRule): Promise<Counted> => {
    const count = (): number => preview(rules, rule, shopBlock)
    return { ms: await medianTurn(count), customers: count() }
  }

  return {
    round: () => turn(() => { members = membersOf(rules.programs, block, NOW) }),
    bits: async () => bitsOf(members, block, customers),
    previews: async () => ({ attributes: await counted(previews.attributes), products: await counted(previews.products) }),
    figures: async () => ({
      ...opened,
      unknown_verdicts: members.reduce((sum, mask) => sum + mask.reduce((count, one) => count + +(one === UNKNOWN), 0), 0),
      // What is stored of a shop: who is in which segment, and the first instant at which one of these answers differs.
      masks_until_ms: await medianTurn(() => duesOf(rules.programs, block, NOW)),
      // An array of instants for each rule.
      masks_each_until_ms: await medianTurn(() => evaluateAll(rules.programs, block, NOW)),
      as_of_180_days_ms: await medianTurn(() => membersOf(rules.programs, block, NOW - 180 * DAY)),
      ...(await oneCustomer(db, { rules, products, customers })),
    }),
    close: () => db.close(),
  }
}

function bitsOf(members: readonly Uint8Array[], { numbers }: Block, customers: number): Uint32Array {
  const bits = new Uint32Array(customers)
  members.forEach((mask, rule) => {
    numbers.forEach((number, row) => { bits[number - 1]! |= +(mask[row] === YES) << rule })
  })
  return bits
}

const nobody = new NumberBits(new Map())

/** As a merchant's keystroke asks for it: read, tied to the other segments, compiled, and counted. */
function preview(rules: Rules, text: string, block: ShopBlock): number {
  const rule = previewRule(rules, text, null)
  if (!rule.ok) throw new Error(`The preview is no rule: ${rule.problems[0]?.message}`)
  return countPreview(compile(rule.plan, rules.terms), rule.problems, block, nobody, NOW).count
}
