// Verdicts of a few named customers, from blocks built for them alone out of the database as it stands.
import { evaluateAll } from '#app/core/evaluate/evaluate.ts'
import { rowOf } from '#app/core/facts/block.ts'
import { everyoneSeenWith } from '#app/db/backfills.ts'
import type { StoredCustomer } from '#app/db/facts/read-rows.ts'
import type { Database } from '#app/db/sql.ts'
import type { Evaluated, EvaluatedRow } from '#app/engine/engine.ts'
import { blocksOfSome, readFactsOf } from '#app/engine/facts-of-some.ts'
import { stepDue, type DueCustomer } from '#app/engine/flips.ts'
import type { ShopState } from '#app/engine/shop-state.ts'
import { verdictOfRow } from '#app/engine/verdict-rows.ts'

export interface NamedRequest {
  readonly shop: number
  readonly numbers: readonly number[]
  readonly now: number
}

export async function evaluateNamed(db: Database, state: ShopState, { shop, numbers, now }: NamedRequest): Promise<Evaluated> {
  const { rules, products, seen, facts } = await db.read(function* () {
    const rules = yield* state.rules()
    const products = yield* state.refreshProducts()
    const seen = yield* everyoneSeenWith(shop, rules.rulesVersion, rules.readsProducts)
    return { rules, products, seen, facts: yield* readFactsOf(shop, numbers, rules.holdings) }
  })
  const { customers } = facts
  const blockOf = blocksOfSome(facts, products, rules.holdings)
  const living = customers.filter(({ deleted }) => !deleted)
  const due = living.flatMap((customer) => dueOf(customer, seen, now))
  const others = living.filter((customer) => !isDue(customer, now)).map(({ facts: { number } }) => number)
  const stepped = stepDue(rules, blockOf, due, now)
  const block = blockOf(others)
  const verdicts = evaluateAll(rules.programs, block, now)
  const rows = customers.map(({ facts: { number }, factsVersion, deleted }): EvaluatedRow => {
    if (deleted) return { number, factsVersion, members: [], unknowns: [], dueAt: null, flips: [] }
    return { number, factsVersion, ...(stepped.rows.get(number) ?? { ...verdictOfRow(rules.on, verdicts, rowOf(block, number)), flips: [] }) }
  })
  return {
    rulesVersion: rules.rulesVersion, on: rules.on, paused: rules.paused, askers: rules.askers, rows,
    work: { evaluations: stepped.evaluations + others.length, events: living.filter(isStale).length, flips: stepped.instants },
  }
}

const isDue = ({ dueAt }: StoredCustomer, now: number): boolean => dueAt !== null && dueAt <= now
const isStale = ({ factsVersion, evaluatedVersion }: StoredCustomer): boolean => factsVersion > evaluatedVersion

/** `seen`: the stored memberships of whoever is not stale are what the rules of now said. */
function dueOf(customer: StoredCustomer, seen: boolean, now: number): DueCustomer[] {
  const { facts: { number, members }, dueAt } = customer
  return dueAt === null || dueAt > now ? [] : [{ number, dueAt, stood: seen && !isStale(customer) ? members : null }]
}
