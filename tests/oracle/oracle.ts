// What a plan says of one customer, worked out the slow and obvious way, with nothing of the evaluator in it.
import { firstShowing, monthsLater, startOfDay, today } from '#tests/oracle/calendar.ts'
import { inRange, landmarks, unitsPerMajor } from '#tests/oracle/numbers.ts'
import type { CustomerFacts, LineFacts, OrderFacts, ProductFacts } from '#app/core/facts/facts.ts'
import type { DateEdge, DateRange, Having, LineCondition, NumberRange, OrderCondition, PlanNode, PlanTest } from '#app/core/plan/plan.ts'

export type Answer = 'yes' | 'no' | 'unknown'

export interface Person {
  readonly customer: CustomerFacts
  readonly orders: readonly OrderFacts[]
}

export interface OracleShop {
  readonly zone: string
  readonly currency: string
  readonly historyFrom: number | null
  readonly productsKnown: boolean
  readonly products: ReadonlyMap<number, ProductFacts>
}

const DAY = 86_400_000
const said = (holds: boolean): Answer => (holds ? 'yes' : 'no')

export function answer(node: PlanNode, person: Person, shop: OracleShop, now: number): Answer {
  const { createdAt } = person.customer
  return createdAt !== null && createdAt > now ? 'no' : new Oracle(person, shop, now).node(node)
}

class Oracle {
  readonly person: Person
  readonly shop: OracleShop
  readonly now: number
  readonly counting: readonly OrderFacts[]
  /** There may be orders before `historyFrom` that nobody shows us. */
  readonly incomplete: boolean

  constructor(person: Person, shop: OracleShop, now: number) {
    this.person = person
    this.shop = shop
    this.now = now
    const { numberOfOrders } = person.customer
    this.incomplete = shop.historyFrom !== null && numberOfOrders !== 0 && numberOfOrders !== person.orders.length
    this.counting = person.orders.filter(
      (order) => !order.test && order.financialStatus !== 'VOIDED' && order.at <= now && (order.cancelledAt === null || order.cancelledAt > now))
  }

  node(node: PlanNode): Answer {
    switch (node.kind) {
      case 'constant': return said(node.value)
      case 'not': {
        const inner = this.node(node.of)
        return inner === 'unknown' ? 'unknown' : said(inner === 'no')
      }
      case 'all': return every(node.of.map((child) => this.node(child)))
      case 'any': {
        const answers = node.of.map((child) => this.node(child))
        return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
      }
      default: return this.test(node)
    }
  }

  test(test: PlanTest): Answer {
    const { customer } = this.person
    switch (test.kind) {
      case 'present':
        switch (test.column) {
          case 'customerCreated': return said(customer.createdAt !== null)
          case 'firstOrder':
          case 'lastOrder': return this.orderDate(test.column, { from: null, to: null })
          case 'tags': case 'foreignTags': case 'countries': case 'regions': case 'cities': return said(this.list(test.column).length > 0)
          default: return said(customer[test.column] !== null)
        }
      case 'text': return said(customer[test.column] === test.value)
      case 'contains': {
        const tags = test.column === 'tags' || test.column === 'foreignTags'
        return said(this.list(test.column).includes(tags ? test.value.normalize('NFC').toLowerCase() : test.value))
      }
      case 'number':
        return said(test.column === 'amountSpent'
          ? inRange(test.range, customer.amountSpent, unitsPerMajor(this.shop.currency))
          : inRange(test.range, customer.numberOfOrders, 1))
      case 'member': return said(customer.members.includes(test.segment))
      case 'date':
        if (test.column === 'customerCreated') return said(customer.createdAt !== null && this.within(test.range, customer.createdAt))
        return this.orderDate(test.column, test.range)
      case 'orders': return this.orders(test.where, test.having)
      case 'products': return this.products(test.where, test.having)
    }
  }

  list(column: 'tags' | 'foreignTags' | 'countries' | 'regions' | 'cities'): string[] {
    const { customer } = this.person
    switch (column) {
      case 'tags':
      case 'foreignTags': return customer[column].map(plainTag)
      case 'countries': return customer.places.flatMap(({ country }) => country ?? [])
      case 'regions': return customer.places.flatMap(({ region }) => region ?? [])
      case 'cities': return customer.places.flatMap(({ city }) => city ?? [])
    }
  }

  edge({ moment, at }: DateEdge): number {
    const { zone } = this.shop
    const next = at === 'end' ? 1 : 0
    switch (moment.kind) {
      case 'day': return startOfDay(zone, Date.UTC(moment.year, moment.month - 1, moment.day) / DAY + next)
      case 'datetime':
        return firstShowing(zone, Date.UTC(moment.year, moment.month - 1, moment.day, moment.hour, moment.minute, moment.second)) + next * 1000
      case 'duration': return this.now + moment.ms
      case 'offset': {
        const day = today(zone, this.now)
        const moved = { d: day + moment.count, w: day + 7 * moment.count, m: monthsLater(day, moment.count), y: monthsLater(day, 12 * moment.count) }
        return startOfDay(zone, moved[moment.unit] + next)
      }
    }
  }

  within({ from, to }: DateRange, instant: number): boolean {
    return (!from || instant >= this.edge(from)) && (!to || instant < this.edge(to))
  }

  /** Whether an order before the readable history might pass; only ranges that are always reversed are known to let none pass. */
  mayReach({ range: { from, to }, negated }: { range: DateRange, negated: boolean }): boolean {
    const { historyFrom } = this.shop
    if (negated) {
      if (alwaysReversed(from, to, this)) return true
      return from !== null || (to !== null && this.edge(to) < historyFrom!)
    }
    return !alwaysReversed(from, to, this) && (!from || this.edge(from) < historyFrom!)
  }

  orderDate(column: 'firstOrder' | 'lastOrder', range: DateRange): Answer {
    const dates = this.counting.map(({ at }) => at)
    const seen = dates.length === 0 ? null : column === 'firstOrder' ? Math.min(...dates) : Math.max(...dates)
    const fits = seen !== null && this.within(range, seen)
    if (!this.incomplete || alwaysReversed(range.from, range.to, this)) return said(fits)
    const history = this.shop.historyFrom!
    const from = range.from ? this.edge(range.from) : -Infinity
    const to = range.to ? this.edge(range.to) : Infinity
    if (column === 'lastOrder') {
      // An unseen one comes after the last one seen, and before the history.
      if (seen !== null && seen >= history) return said(fits)
      if (from >= history) return 'no'
      if (seen !== null && seen >= to) return 'no'
      return fits && to >= history ? 'yes' : 'unknown'
    }
    // An unseen one comes before the first one seen, and before the history.
    if (fits) return range.from === null ? 'yes' : 'unknown'
    return from >= history || (seen !== null && from > seen) ? 'no' : 'unknown'
  }

  orders(where: readonly OrderCondition[], having: readonly Having[]): Answer {
    const matching = this.counting.filter((order) => where.every((condition) => this.orderPasses(condition, order)))
    const units = matching.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
    return this.judge(having, matching, units, where)
  }

  orderPasses(condition: OrderCondition, order: OrderFacts): boolean {
    switch (condition.on) {
      case 'date': return this.within(condition.range, order.at) !== condition.negated
      case 'amount': return inRange(condition.range, order.total, unitsPerMajor(this.shop.currency)) !== condition.negated
      case 'app': return (order.appId !== null && condition.ids.includes(order.appId)) !== condition.negated
      case 'location': return (order.locationId !== null && condition.ids.includes(order.locationId)) !== condition.negated
    }
  }

  products(where: readonly LineCondition[], having: readonly Having[]): Answer {
    if (!this.shop.productsKnown && where.some(({ on }) => on === 'productTag')) return 'unknown'
    const lines = this.counting.flatMap((order) => order.lines
      .filter((line) => line.product !== 0 && where.every((condition) => this.linePasses(condition, line, order)))
      .map((line) => ({ order, line })))
    return this.judge(having, [...new Set(lines.map(({ order }) => order))], lines.reduce((sum, { line }) => sum + line.quantity, 0), where)
  }

  linePasses(condition: LineCondition, line: LineFacts, order: OrderFacts): boolean {
    const product = this.shop.products.get(line.product)
    switch (condition.on) {
      case 'date': return this.within(condition.range, order.at) !== condition.negated
      case 'quantity': return inRange(condition.range, line.quantity, 1) !== condition.negated
      case 'product': return (product !== undefined && condition.ids.includes(product.id)) !== condition.negated
      case 'productTag':
        if (!product?.known) return false
        return product.tags.map(plainTag).includes(condition.value.normalize('NFC').toLowerCase()) !== condition.negated
    }
  }

  judge(having: readonly Having[], orders: readonly OrderFacts[], units: number, where: readonly (OrderCondition | LineCondition)[]): Answer {
    const hidden = this.incomplete && where.every((condition) => condition.on !== 'date' || this.mayReach(condition))
    const sums = { count: orders.length, sumAmount: orders.reduce((sum, { total }) => sum + total, 0), sumQuantity: units }
    const atLeastOne: Having = { of: 'count', range: { min: { value: '1', inclusive: true }, max: null }, negated: false }
    return every((having.length > 0 ? having : [atLeastOne]).map((one) => {
      const perMajor = one.of === 'sumAmount' ? unitsPerMajor(this.shop.currency) : 1
      return judgeOne(one, sums[one.of], perMajor, hidden)
    }))
  }
}

/** What holds for all values that the sum may have. */
function judgeOne({ range, negated }: { range: NumberRange, negated: boolean }, sum: number, perMajor: number, hidden: boolean): Answer {
  const possible = hidden ? [sum, ...landmarks(range, perMajor).filter((value) => value > sum)] : [sum]
  const answers = new Set(possible.map((value) => inRange(range, value, perMajor) !== negated))
  return answers.size === 2 ? 'unknown' : said(answers.has(true))
}

function every(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'
}

function plainTag(tag: string): string {
  return tag.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase().normalize('NFC')
}

/** Both ends absolute, or both moving with equal strides, and the wrong way round. */
function alwaysReversed(from: DateEdge | null, to: DateEdge | null, oracle: Oracle): boolean {
  if (!from || !to) return false
  const a = stride(from)
  const b = stride(to)
  return a && b ? a.kind === b.kind && a.length >= b.length : !a && !b && oracle.edge(from) >= oracle.edge(to)
}

/** How far a moving end is from today, in the unit it moves by; a month's end counts as a sliver more. */
function stride({ moment, at }: DateEdge): { kind: 'days' | 'm' | 'y' | 'duration', length: number } | null {
  const end = at === 'end' ? 1 : 0
  if (moment.kind === 'duration') return { kind: 'duration', length: moment.ms }
  if (moment.kind !== 'offset') return null
  switch (moment.unit) {
    case 'd': return { kind: 'days', length: moment.count + end }
    case 'w': return { kind: 'days', length: moment.count * 7 + end }
    default: return { kind: moment.unit, length: moment.count * 28 + end }
  }
}
