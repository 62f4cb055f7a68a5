// What is explained is what is evaluated: the reasons force the answer, the changes bring it about, and neither could be less.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO, UNKNOWN, YES, type Membership } from '#app/core/evaluate/verdict.ts'
import { corrections } from '#app/core/explain/corrections.ts'
import { edited } from '#app/core/explain/edits.ts'
import type { Change, Explanation } from '#app/core/explain/explanation.ts'
import { explain } from '#app/core/explain/explain.ts'
import { planOfClauses, type ClausedRule, type Tree } from '#app/core/explain/rule.ts'
import { Inquiry, type Subject } from '#app/core/explain/subject.ts'
import { answerOf } from '#app/core/explain/three-valued.ts'
import { ProductTable } from '#app/core/facts/product-table.ts'
import type { Plan, PlanNode } from '#app/core/plan/plan.ts'
import type { ShopTerms } from '#app/core/plan/compile.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { planNear } from '#tests/core/laws/arbitrary-plan.ts'
import { answersOf, blockOf, programOf, termsOf } from '#tests/core/laws/evaluated.ts'
import { answer as oracleAnswer, type NaiveShop } from '#app/core/naive/answer.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 400)
const seed = Number(process.env.LAW_SEED ?? 20261201)
const DAY = 86_400_000

/** Every test of the plan, or every child of its root, is a clause. */
function clausedOf({ root }: Plan, coarse: boolean): ClausedRule {
  const clauses: PlanNode[] = []
  const look = (node: PlanNode, depth: number): Tree => {
    if ((node.kind === 'all' || node.kind === 'any') && !(coarse && depth > 0)) return { kind: node.kind, of: node.of.map((part) => look(part, depth + 1)) }
    if (node.kind === 'not' && !coarse) return { kind: 'not', of: look(node.of, depth + 1) }
    return { kind: 'leaf', leaf: clauses.push(node) - 1 }
  }
  return { tree: look(root, 0), clauses }
}

const asked = scene({ min: 1, max: 1 }).chain((made) => fc.record({
  shop: fc.constant(made.shop), now: fc.constant(made.now), person: fc.constant(made.people[0]!), plan: planNear(made.now), coarse: fc.boolean(),
}))

interface Case {
  readonly rule: ClausedRule
  readonly subject: Subject
  readonly terms: ShopTerms
  readonly products: ProductTable
  readonly now: number
  readonly told: Explanation
  readonly shop: NaiveShop
  readonly plan: Plan
}

function law(numRuns: number, holds: (made: Case) => void): void {
  fc.assert(fc.property(asked, ({ shop, now, person: subject, plan, coarse }) => {
    const products = new ProductTable(foldTag)
    for (const product of shop.products.values()) products.add(product)
    const terms = termsOf(shop)
    const rule = clausedOf(plan, coarse)
    holds({ rule, subject, terms, products, now, shop, plan, told: explain({ rule, subject, terms, products, now }) })
  }), { seed, numRuns })
}

test('the answer and its end are those of the evaluator', () => {
  law(RUNS, ({ told, subject, shop, now, plan }) => {
    const [evaluated] = answersOf(programOf(plan, shop), blockOf([subject], shop), now)
    expect({ answer: ['no', 'yes', 'unknown'][told.answer], until: told.until }).toEqual(evaluated)
    expect(told.then === null).toBe(told.until === Infinity)
    if (told.then !== null) expect(['no', 'yes', 'unknown'][told.then]).toBe(oracleAnswer(plan.root, subject, shop, told.until))
  })
}, 120_000)

test('the reasons alone force the answer, whatever the other clauses say, and no fewer do', () => {
  law(RUNS, ({ rule: { tree, clauses }, told }) => {
    if (told.answer === UNKNOWN || told.unborn) return
    const said = new Map(told.because.map(({ clause, holds }): [number, Membership] => [clause, holds ? YES : NO]))
    for (const other of [NO, YES, UNKNOWN] as const) expect(answerOf(tree, (leaf) => said.get(leaf) ?? other)).toBe(told.answer)
    fc.assert(fc.property(fc.array(fc.constantFrom(NO, YES, UNKNOWN), { minLength: clauses.length, maxLength: clauses.length }), (others) => {
      expect(answerOf(tree, (leaf) => said.get(leaf) ?? others[leaf]!)).toBe(told.answer)
    }), { seed, numRuns: 5 })
    for (const idle of said.keys()) expect(answerOf(tree, (leaf) => (leaf === idle ? UNKNOWN : (said.get(leaf) ?? UNKNOWN)))).toBe(UNKNOWN)
  })
}, 120_000)

test('a reason holds in itself, until exactly when it says', () => {
  law(RUNS, ({ rule, told, subject, shop }) => {
    for (const { clause, holds, until } of told.because) {
      const node = rule.clauses[clause]!
      const turned = until < Infinity && oracleAnswer(node, subject, shop, until) === (holds ? 'yes' : 'no')
      expect(turned).toBe(false)
    }
  })
}, 120_000)

test('of an unknown, some clause that cannot be known is named', () => {
  law(RUNS, ({ rule, told, subject, shop, now }) => {
    expect(told.gaps.length > 0).toBe(told.answer === UNKNOWN)
    for (const { clause } of told.gaps) expect(oracleAnswer(rule.clauses[clause]!, subject, shop, now)).toBe('unknown')
  })
}, 120_000)

/** As if they had made the change at `at`. */
function done(subject: Subject, { edits, orders }: Change, at: number): Subject {
  const then = edited(subject, edits)
  if (orders === null) return then
  const { customer } = then
  const { count, amount, example } = orders
  const one = { ...example, at, total: amount, details: { ...example.details!, currentTotal: amount }, lines: example.lines.map((line) => ({ ...line, discountedTotal: amount })) }
  return {
    ...then, orders: [...then.orders, ...Array.from({ length: count }, () => one)],
    customer: { ...customer, numberOfOrders: customer.numberOfOrders + count, amountSpent: customer.amountSpent + count * amount },
  }
}

test('a change that is named brings them in, and a little less does not', () => {
  const seen = { waits: 0, edits: 0, orders: 0, amounts: 0, deadlines: 0 }
  law(RUNS * 5, ({ told, subject, shop, now, plan }) => {
    for (const change of told.changes) {
      const { orders, at } = change
      const answer = (made: Change, when = at) => oracleAnswer(plan.root, done(subject, made, when), shop, when)
      expect(answer(change)).toBe('yes')
      if (at > now) {
        seen.waits++
        expect(answer(change, at - 1)).not.toBe('yes')
      }
      for (const left of change.edits) {
        seen.edits++
        expect(answer({ ...change, edits: change.edits.filter((one) => one !== left) })).not.toBe('yes')
      }
      if (orders) {
        seen.orders++
        expect(answer({ ...change, orders: orders.count === 1 ? null : { ...orders, count: orders.count - 1 } })).not.toBe('yes')
        if (orders.amount > 0) {
          seen.amounts++
          expect(answer({ ...change, orders: { ...orders, amount: orders.amount - 1 } })).not.toBe('yes')
        }
      }
      if (change.before !== null) {
        seen.deadlines++
        expect(answer(change, change.before)).not.toBe('yes')
        expect(answer(change, change.before - 1)).toBe('yes')
      }
    }
  })
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(3)
}, 240_000)

test('no set of fewer tests would do: corrections are the smallest there are', () => {
  const trees = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }).map((leaf): Tree => ({ kind: 'leaf', leaf })) },
      fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('not' as const), of: tie('tree') })),
  })).tree
  fc.assert(fc.property(trees, fc.array(fc.constantFrom<Membership>(NO, YES, UNKNOWN), { minLength: 6, maxLength: 6 }), (tree, answers) => {
    const sets = corrections(tree, answers)
    for (const set of sets) expect(answerOf(tree, (leaf) => set.find(([one]) => one === leaf)?.[1] ?? answers[leaf]!)).toBe(YES)
    let fewest = Infinity
    for (let code = 0; code < 3 ** 6; code++) {
      const taken = answers.map((answer, leaf) => ([answer, NO, YES] as const)[Math.floor(code / 3 ** leaf) % 3]!)
      if (answerOf(tree, (leaf) => taken[leaf]!) === YES) fewest = Math.min(fewest, taken.filter((answer, leaf) => answer !== answers[leaf]).length)
    }
    expect(sets[0]?.length ?? Infinity).toBe(fewest)
  }), { seed, numRuns: RUNS * 2 })
}, 120_000)

test('the plan of the clauses is the plan itself', () => {
  law(RUNS, ({ rule, terms, products, subject, plan, now }) => {
    const inquiry = new Inquiry(terms, products)
    expect(inquiry.ask(planOfClauses(rule).root, subject, now + DAY)).toEqual(inquiry.ask(plan.root, subject, now + DAY))
  })
}, 120_000)
