// What a rule of the whole language says of one customer: every kind of test in one tree, each answered by its own naive reckoning.
import type { DelegatedAnswer } from '#app/core/evaluate/delegated.ts'
import type { MetafieldFact } from '#app/core/facts/facts.ts'
import type { MetafieldTest, PlanNode, PlanTest } from '#app/core/plan/plan.ts'
import { naive } from '#tests/core/laws/fields-naive.ts'
import type { ScoredShop } from '#tests/core/laws/scores-naive.ts'
import { every, said } from '#tests/oracle/asked.ts'
import { answer, type Answer, type Person } from '#tests/oracle/oracle.ts'

export interface WholeShop extends ScoredShop {
  /** By clause; one that is not there has not been answered. */
  readonly delegated: ReadonlyMap<string, DelegatedAnswer>
}

export function wholeAnswer(root: PlanNode, person: Person, shop: WholeShop, now: number): Answer {
  const { createdAt } = person.customer
  return createdAt !== null && createdAt > now ? 'no' : nodeAnswer(root, person, shop, now)
}

function nodeAnswer(node: PlanNode, person: Person, shop: WholeShop, now: number): Answer {
  const inner = (of: readonly PlanNode[]): Answer[] => of.map((one) => nodeAnswer(one, person, shop, now))
  switch (node.kind) {
    case 'constant': return said(node.value)
    case 'not': {
      const [of] = inner([node.of])
      return of === 'unknown' ? of : said(of === 'no')
    }
    case 'all': return every(inner(node.of))
    case 'any': {
      const answers = inner(node.of)
      return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
    }
    default: return testAnswer(node, person, shop, now)
  }
}

function testAnswer(test: PlanTest, person: Person, shop: WholeShop, now: number): Answer {
  switch (test.kind) {
    case 'delegated': return delegated(shop.delegated.get(test.clause), person.customer.number, now)
    case 'metafield': return test.is.as === 'date' ? naive(test, person, shop, now) : said(fits(test.is, person.customer.metafields[test.path]))
    case 'flag': case 'place': case 'metric': case 'score': case 'anniversary': case 'age': return naive(test, person, shop, now)
    default: return answer(test, person, shop, now)
  }
}

/** Whoever was not known when Shopify was asked may be in it. */
function delegated(answered: DelegatedAnswer | undefined, customer: number, now: number): Answer {
  if (answered === undefined || now >= answered.knownUntil) return 'unknown'
  if (answered.members.includes(customer)) return 'yes'
  return customer < answered.knownBelow ? 'no' : 'unknown'
}

/** Of values as `arbitrary-whole` makes them: short numbers, words, truths and lists. */
function fits(is: Exclude<MetafieldTest, { as: 'date' }>, fact: MetafieldFact | undefined): boolean {
  if (fact === undefined) return false
  const { type, value } = fact
  const elements = type.startsWith('list.') ? (JSON.parse(value) as (string | number)[]).map(String) : null
  if (is.as === 'element') return elements?.includes(is.value) ?? false
  const parses = type.startsWith('number_') ? value !== 'x' : type.startsWith('date') ? !Number.isNaN(Date.parse(value)) : true
  if (is.as === 'present') return elements === null ? parses : elements.length > 0
  if (elements !== null || !parses) return false
  switch (is.as) {
    case 'boolean': return value === String(is.value)
    case 'text': return is.values.includes(value)
    case 'number': {
      const number = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : NaN
      const { min, max } = is.range
      const above = min === null || (min.inclusive ? number >= Number(min.value) : number > Number(min.value))
      const below = max === null || (max.inclusive ? number <= Number(max.value) : number < Number(max.value))
      return !Number.isNaN(number) && above && below
    }
  }
}
