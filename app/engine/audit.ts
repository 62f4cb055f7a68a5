// Compares stored memberships with the naive path: the same facts and rules, worked out again without a block, a program or an instant kept from before.
import { setImmediate as breathe } from 'node:timers/promises'
import { lowerBound } from '#app/core/facts/block.ts'
import { answer } from '#app/core/naive/answer.ts'
import type { Answer, NaiveShop, Person } from '#app/core/naive/asked.ts'
import { backfillNeeded, firstWalkAwaited } from '#app/db/backfills.ts'
import { clausesOf } from '#app/db/delegated-clauses.ts'
import { productsByNumber } from '#app/db/facts/products-by-number.ts'
import type { Database, Sql } from '#app/db/sql.ts'
import { membershipsAfter, type StoredMemberships } from '#app/db/stored-memberships.ts'
import type { Audited, Disagreement } from '#app/engine/engine.ts'
import { readFactsOf, type FactsOfSome } from '#app/engine/facts-of-some.ts'
import { localClock } from '#app/engine/local-clock.ts'
import type { Rules } from '#app/engine/rules.ts'
import type { ShopState } from '#app/engine/shop-state.ts'

/** The naive path looks at every pair of events: with more orders than this a customer would hold up the thread, and is passed over. */
const MOST_ORDERS = 500

export interface AuditRequest {
  readonly shop: number
  readonly after: number
  readonly limit: number
  readonly now: number
}

interface Sample {
  readonly rules: Rules
  readonly stored: readonly StoredMemberships[]
  readonly people: ReadonlyMap<number, Person>
  readonly shop: NaiveShop
}

export async function audit(db: Database, state: ShopState, { limit, ...request }: AuditRequest): Promise<Audited | null> {
  const sample = await db.read(() => readSample(state, { limit, ...request }))
  if (sample === null) return null
  const { rules, stored, people, shop } = sample
  const disagreements: Disagreement[] = []
  const faults: { number: number; why: string }[] = []
  let checks = 0
  for (const standing of stored) {
    const person = people.get(standing.number)
    if (person === undefined || person.orders.length > MOST_ORDERS) continue
    // Whoever waits for a preview or a verdict comes first.
    await breathe()
    try {
      disagreements.push(...compare(standing, person, rules, shop, request.now))
      checks += rules.on.length
    } catch (error) {
      faults.push({ number: standing.number, why: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  return { rulesVersion: rules.rulesVersion, last: stored.length < limit ? null : (stored.at(-1)?.number ?? null), checks, disagreements, faults }
}

/** Everything as of one moment; null while nobody's memberships can be relied on to be up to date. */
function* readSample(state: ShopState, { shop, after, limit, now }: AuditRequest): Sql<Sample | null> {
  if ((yield* firstWalkAwaited(shop)) || (yield* backfillNeeded(shop))) return null
  // Some customers whose answer changed have not been marked stale yet.
  if ((yield* clausesOf(shop)).some(({ spreading }) => spreading)) return null
  const rules = yield* state.rules()
  const stored = yield* membershipsAfter(shop, after, limit, now)
  const facts = yield* readFactsOf(shop, stored.filter(({ upToDate }) => upToDate).map(({ number }) => number), rules.holdings)
  const named = new Set([...facts.orders, ...facts.checkouts].flatMap((one) => one.facts.lines.map(({ product }) => product)))
  return { rules, stored, people: peopleOf(facts), shop: { ...shopOf(rules), products: yield* productsByNumber(shop, [...named]) } }
}

function peopleOf({ customers, orders, checkouts }: FactsOfSome): Map<number, Person> {
  const ordersBy = Map.groupBy(orders, ({ customer }) => customer)
  const checkoutsBy = Map.groupBy(checkouts, ({ customer }) => customer)
  return new Map(customers.map(({ facts }) => [facts.number, {
    customer: facts,
    orders: (ordersBy.get(facts.number) ?? []).map((order) => order.facts),
    checkouts: (checkoutsBy.get(facts.number) ?? []).map((checkout) => checkout.facts),
  }]))
}

function shopOf({ terms: { zone, currency, historyFrom, productsKnown, metafieldsKnown, postcodesCut = false, delegated, cutPoints = null } }: Rules): Omit<NaiveShop, 'products'> {
  const clauses = [...(delegated ?? [])].map(([clause, { members, ...rest }]) =>
    [clause, { ...rest, members: { has: (number: number) => members[lowerBound(members, number)] === number } }] as const)
  return { zone: localClock(zone.name), currency, historyFrom, productsKnown, metafieldsKnown, postcodesCut, delegated: new Map(clauses), cutPoints }
}

function compare({ number, members, unknowns }: StoredMemberships, person: Person, { on, plans }: Rules, shop: NaiveShop, now: number): Disagreement[] {
  return on.flatMap((segment, index) => {
    const plan = plans[index]
    const expected: Answer = plan ? answer(plan.root, person, shop, now) : 'unknown'
    // A member of whom it cannot be known any more stays one.
    const stored: Answer = unknowns.has(segment) ? 'unknown' : members.has(segment) ? 'yes' : 'no'
    return stored === expected ? [] : [{ number, segment, stored, expected }]
  })
}
