// Why one customer is in a segment or not, from their facts as they stand in the database.
import { explain } from '#app/core/explain/explain.ts'
import { spokenRule, type SpokenRule } from '#app/core/explain-words/clauses.ts'
import { told } from '#app/core/explain-words/told.ts'
import { planOfClauses } from '#app/core/explain/rule.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import { link } from '#app/core/plan/link.ts'
import type { Problem } from '#app/core/segment.ts'
import type { Database } from '#app/db/sql.ts'
import type { Engine, Explained } from '#app/engine/engine.ts'
import { readFactsOf } from '#app/engine/facts-of-some.ts'
import { both, holdingsFor, leastFor } from '#app/engine/holdings.ts'
import { previewRule } from '#app/engine/preview.ts'
import type { Rules } from '#app/engine/rules.ts'
import type { ShopState } from '#app/engine/shop-state.ts'

type Asked = Parameters<Engine['explain']>[0]

interface ToTell {
  readonly problems: readonly Problem[]
  readonly rules: readonly { readonly segment: number | null; readonly rule: SpokenRule }[]
}

export async function explainOne(db: Database, state: ShopState, asked: Asked): Promise<Explained> {
  const { shop, number, now } = asked
  const { rules, products, toTell, facts } = await db.read(function* () {
    const ready = yield* state.rules()
    const about = rulesAsked(ready, asked)
    const holdings = about.rules.map(({ rule }) => holdingsFor(needsOf(planOfClauses(rule)))).reduce(both, leastFor(ready.terms.historyFrom))
    return { rules: ready, products: yield* state.refreshProducts(), toTell: about, facts: yield* readFactsOf(shop, [number], holdings) }
  })
  const [customer] = facts.customers
  if (customer === undefined || customer.deleted) return { problems: toTell.problems, rules: [] }
  const subject = { customer: customer.facts, orders: facts.orders.map((order) => order.facts), checkouts: facts.checkouts.map((checkout) => checkout.facts) }
  const { terms } = rules
  return {
    problems: toTell.problems,
    rules: toTell.rules.map(({ segment, rule }) => ({ segment, ...told(explain({ rule, subject, terms, products, now }), rule, { ...terms, now }) })),
  }
}

function rulesAsked({ others, ...rules }: Rules, { segment, rule }: Asked): ToTell {
  if (rule !== null) {
    const ready = previewRule({ ...rules, others }, rule, segment)
    return { problems: ready.problems, rules: ready.ok ? [{ segment, rule: spokenRule(ready.meaning, others) }] : [] }
  }
  const linked = link(others)
  const asked = others.filter(({ id, state }) => (segment === null ? state === 'on' : id === segment) && linked.get(id)?.ok === true)
  return { problems: [], rules: asked.map(({ id, meaning }) => ({ segment: id, rule: spokenRule(meaning, others) })) }
}
