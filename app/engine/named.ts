// Verdicts of a few named customers, from a block built for them alone out of the database as it stands.
import { evaluateAll } from '#app/core/evaluate/evaluate.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { rowOf } from '#app/core/facts/block.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { Database } from '#app/db/sql.ts'
import type { Evaluated, EvaluatedRow } from '#app/engine/engine.ts'
import { addTo, readFactsOf } from '#app/engine/facts-of-some.ts'
import { flipsOf } from '#app/engine/flips.ts'
import type { ShopState } from '#app/engine/shop-state.ts'
import { verdictOfRow } from '#app/engine/verdict-rows.ts'

export interface NamedRequest {
  readonly shop: number
  readonly numbers: readonly number[]
  readonly now: number
}

export async function evaluateNamed(db: Database, state: ShopState, { shop, numbers, now }: NamedRequest): Promise<Evaluated> {
  const read = await db.read(function* () {
    const rules = yield* state.rules()
    const products = yield* state.refreshProducts()
    return { rules, products, facts: yield* readFactsOf(shop, numbers, rules.holdings) }
  })
  const { rules, facts: { customers } } = read
  const builder = new BlockBuilder({ foldTag, products: read.products, parts: rules.holdings.parts })
  addTo(builder, read.facts)
  const { block } = builder.build()
  const verdicts = evaluateAll(rules.programs, block, now)
  const due = customers.filter(({ deleted, dueAt }) => !deleted && dueAt !== null && dueAt <= now)
  const flips = flipsOf(rules, block, due.map(({ facts, dueAt }) => ({ row: rowOf(block, facts.number), dueAt: dueAt ?? now })), now)
  const rows = customers.map(({ facts, factsVersion, deleted }): EvaluatedRow => {
    if (deleted) return { number: facts.number, factsVersion, members: [], unknowns: [], dueAt: null, flips: [] }
    const row = rowOf(block, facts.number)
    return { number: facts.number, factsVersion, ...verdictOfRow(rules.on, verdicts, row), flips: flips.get(row) ?? [] }
  })
  return { rulesVersion: rules.rulesVersion, on: rules.on, paused: rules.paused, askers: rules.askers, rows }
}
