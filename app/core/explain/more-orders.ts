// The fewest and smallest orders that, placed at an instant, make a rule true.
import { lastHolding } from '#app/core/explain/boundary.ts'
import type { OrdersAsked } from '#app/core/explain/explanation.ts'
import { modelOf, orderOf, type OrderModel } from '#app/core/explain/wanted-order.ts'
import type { Inquiry, Subject } from '#app/core/explain/subject.ts'
import { testsIn } from '#app/core/explain/tests-of.ts'
import { eventsValue, valueOf } from '#app/core/explain/value.ts'
import type { Instant, Minor } from '#app/core/facts/facts.ts'
import { decimalsOf } from '#app/core/money.ts'
import { compileRange } from '#app/core/plan/compile-range.ts'
import type { NumberRange, PlanNode, PlanTest } from '#app/core/plan/plan.ts'

export interface MoreOrders {
  readonly asked: OrdersAsked
  /** A customer with them, had they been placed at `at`. */
  readonly placedBy: (subject: Subject, at: Instant) => Subject
}

/** Orders that nobody would be asked for any more. */
const MOST_ORDERS = 500
const LARGEST_AMOUNT = 1e12

/** Whether an order may turn it. */
export function hangsOnOrders(test: PlanTest): boolean {
  switch (test.kind) {
    case 'number':
    case 'metric':
    case 'sequence': return true
    case 'date':
    case 'present': return test.column === 'firstOrder' || test.column === 'lastOrder'
    case 'events': return test.of === 'orders' || test.of === 'lines'
    default: return false
  }
}

/** `tests` are those that must turn. Null when no number of equal orders makes `root` true. One order fewer is not enough, nor a minor unit less. */
export function moreOrders(root: PlanNode, tests: readonly PlanTest[], subject: Subject, inquiry: Inquiry, now: Instant): MoreOrders | null {
  const model = modelOf(tests, inquiry.products)
  const search = new Search(root, subject, inquiry, now, model)
  const reads = tests.filter(hangsOnOrders).map((test) => lacking(test, subject, inquiry, now))
  const counts = [...new Set([1, 2, 3, ...reads.flatMap(({ orders }) => orders)])].filter((count) => count > 0 && count <= MOST_ORDERS).sort((a, b) => a - b)
  const amounts = testsIn(root).some(readsMoney) ? reads.flatMap((one) => one.amounts) : null
  for (const first of counts) {
    let found = search.leastAmount(first, amounts)
    let count = first
    if (found === null) continue
    for (let less = count > 1 ? search.leastAmount(count - 1, amounts) : null; less !== null; less = count > 1 ? search.leastAmount(count - 1, amounts) : null) {
      count--
      found = less
    }
    const amount = found
    return { asked: { count, amount, special: model.special, example: orderOf(model, now, amount) }, placedBy: (one, at) => withOrders(one, model, count, amount, at) }
  }
  return null
}

class Search {
  readonly #root: PlanNode
  readonly #subject: Subject
  readonly #inquiry: Inquiry
  readonly #now: Instant
  readonly #model: OrderModel

  constructor(root: PlanNode, subject: Subject, inquiry: Inquiry, now: Instant, model: OrderModel) {
    this.#root = root
    this.#subject = subject
    this.#inquiry = inquiry
    this.#now = now
    this.#model = model
  }

  /** An amount at which so many orders are enough, while a minor unit less each is not. `amounts`: what together would do for some test; null when amounts do not matter. */
  leastAmount(count: number, amounts: readonly Minor[] | null): Minor | null {
    const enough = (amount: Minor): boolean => this.#inquiry.holds(this.#root, withOrders(this.#subject, this.#model, count, amount, this.#now), this.#now)
    let missed = -1
    for (const amount of amounts === null ? [0] : triedFor(count, amounts)) {
      if (enough(amount)) return lastHolding(missed, amount, (less) => !enough(less)) + 1
      missed = amount
    }
    return null
  }
}

/** Each amount as it is and shared out, and powers of two for what no bound tells. */
function triedFor(count: number, amounts: readonly Minor[]): readonly Minor[] {
  const powers = Array.from({ length: 40 }, (_, power) => 2 ** power)
  const shared = amounts.flatMap((amount) => [amount, Math.ceil(amount / count), Math.floor(amount / count)])
  return [...new Set([0, ...shared, ...powers])].filter((amount) => amount >= 0 && amount <= LARGEST_AMOUNT).sort((a, b) => a - b)
}

function withOrders(subject: Subject, model: OrderModel, count: number, amount: Minor, at: Instant): Subject {
  const { customer, orders } = subject
  return {
    ...subject,
    orders: [...orders, ...Array.from({ length: count }, () => orderOf(model, at, amount))],
    customer: { ...customer, numberOfOrders: customer.numberOfOrders + count, amountSpent: customer.amountSpent + count * amount },
  }
}

interface Lacking {
  readonly orders: readonly number[]
  readonly amounts: readonly Minor[]
}

/** How far they are from the bounds of a test, in orders and in money. */
function lacking(test: PlanTest, subject: Subject, inquiry: Inquiry, now: Instant): Lacking {
  const decimals = decimalsOf(inquiry.terms.currency)
  const between = (range: NumberRange, scale: number, has: number): readonly number[] => {
    const { min, max } = compileRange(range, scale)
    return [min - has, max - has, max - has + 1].filter((by) => by > 0 && Number.isFinite(by))
  }
  const money = (range: NumberRange, has: number): Lacking => ({ orders: [], amounts: between(range, decimals, has) })
  const count = (range: NumberRange, has: number): Lacking => ({ orders: between(range, 0, has), amounts: [] })
  switch (test.kind) {
    case 'number': return test.column === 'amountSpent' ? money(test.range, subject.customer.amountSpent) : count(test.range, subject.customer.numberOfOrders)
    case 'metric': {
      const value = valueOf(test, subject, inquiry, now)
      if (test.range === null || value === null) return { orders: [], amounts: [] }
      return value.kind === 'money' ? money(test.range, value.amount) : value.kind === 'count' ? count(test.range, value.count) : { orders: [], amounts: [] }
    }
    case 'events': {
      const one = test.where.flatMap((condition) => ('ranges' in condition && MONEY.has(condition.on) ? condition.ranges.flatMap((range) => between(range, decimals, 0)) : []))
      const sums = test.having.map(({ of, range }) => {
        const value = eventsValue(test, of, subject, inquiry, now)
        return value?.kind === 'money' ? money(range, value.amount) : value?.kind === 'count' ? count(range, value.count) : { orders: [], amounts: [] }
      })
      return { orders: sums.flatMap(({ orders }) => orders), amounts: [...one, ...sums.flatMap(({ amounts }) => amounts)] }
    }
    default: return { orders: [], amounts: [] }
  }
}

const MONEY: ReadonlySet<string> = new Set(['amount', 'netAmount', 'lineAmount', 'discountAmount'])
const SUMS: ReadonlySet<string> = new Set(['sumAmount', 'sumNetAmount', 'sumLineAmount', 'averageAmount', 'shareOfSpend'])

function readsMoney(test: PlanTest): boolean {
  if (test.kind === 'number') return test.column === 'amountSpent'
  if (test.kind === 'metric') return test.metric !== 'ordersCounted' && test.metric !== 'distinctProducts' && test.metric !== 'medianDaysBetweenOrders' && test.metric !== 'overdueRatio'
  if (test.kind === 'sequence') return [...test.first.where, ...test.then.where].some(({ on }) => MONEY.has(on))
  return test.kind === 'events' && (test.where.some(({ on }) => MONEY.has(on)) || test.having.some(({ of }) => SUMS.has(of)))
}
