// What a customer did, what of it passes the conditions of a test, and what the rest adds up to; nothing is remembered, all is counted anew.
import type { OrderFacts } from '#app/core/facts/facts.ts'
import type { EventCondition, EventSource, EventsTest, Having, NumberRange } from '#app/core/plan/plan.ts'
import { every, plainTag, said } from '#app/core/naive/asked.ts'
import type { Answer, NaiveShop, Person } from '#app/core/naive/asked.ts'
import { happeningsOf, livingOrders, netAmount } from '#app/core/naive/happenings.ts'
import type { Happening, NaiveLine } from '#app/core/naive/happenings.ts'
import { inRange, landmarks, quotientInRange, unitsPerMajor } from '#app/core/naive/numbers.ts'
import { alwaysReversed, edgeAt, liesWithin, shown } from '#app/core/naive/time.ts'

type Where = readonly EventCondition[]
type Summed = Exclude<Having['of'], 'averageAmount' | 'shareOfSpend'>

const OF_LINES = new Set(['quantity', 'currentQuantity', 'lineAmount', 'giftCard', 'product', 'variant', 'sku', 'title', 'productType', 'vendor', 'productTag', 'collection'])
const OF_KNOWN_PRODUCTS = new Set(['title', 'productType', 'vendor', 'productTag', 'collection'])
const MONEY = new Set(['amount', 'netAmount', 'discountAmount', 'lineAmount', 'sumAmount', 'sumNetAmount', 'sumLineAmount'])

export class NaiveEvents {
  readonly person: Person
  readonly shop: NaiveShop
  readonly now: number
  /** There may be orders before `historyFrom` that nobody shows us. */
  readonly incomplete: boolean
  readonly counting: readonly OrderFacts[]

  constructor(person: Person, shop: NaiveShop, now: number) {
    this.person = person
    this.shop = shop
    this.now = now
    const { numberOfOrders } = person.customer
    this.incomplete = shop.historyFrom !== null && numberOfOrders !== 0 && numberOfOrders !== person.orders.length
    this.counting = livingOrders(person, now)
  }

  happenings(of: EventSource): Happening[] {
    return happeningsOf(of, this.person, this.now)
  }

  test({ of, where, having }: EventsTest): Answer {
    if (this.asksUnknownProducts(where)) return 'unknown'
    const atLeastOne: Having = { of: 'count', range: { min: { value: '1', inclusive: true }, max: null }, negated: false }
    const asked = having.length > 0 ? having : [atLeastOne]
    const passing = this.passing(of, where)
    const doubt = this.doubt(of, where, having.some((one) => one.of === 'shareOfSpend'))
    return every(asked.map((one) => this.judge(one, doubt === 'all' ? [] : passing, of, where, doubt !== 'none')))
  }

  passing(of: EventSource, where: Where): Happening[] {
    const sure = (happening: Happening): boolean => !this.incomplete || !where.some(({ on }) => on === 'nthLatest') || happening.at >= this.shop.historyFrom!
    return this.happenings(of).filter((happening) => sure(happening) && this.passes(happening, of, where))
  }

  asksUnknownProducts(where: Where): boolean {
    return !this.shop.productsKnown && where.some(({ on }) => OF_KNOWN_PRODUCTS.has(on))
  }

  neverOpens(where: Where): boolean {
    return where.some((one) => one.on === 'date' && !one.negated && alwaysReversed(one.range, this.shop.zone))
  }

  /** Whether some events, or all of them, are not sure because orders are out of sight. */
  doubt(of: EventSource, where: Where, othersMatter: boolean): 'none' | 'some' | 'all' {
    if (!this.incomplete || of === 'checkouts' || this.neverOpens(where)) return 'none'
    if (where.some(({ on }) => on === 'nth')) return 'all'
    if (of === 'refunds') return 'some'
    if (!where.every((one) => one.on !== 'date' || this.mayReach(one))) return 'none'
    if (othersMatter || !where.some(({ on }) => on === 'nthLatest')) return 'some'
    const visible = this.counting.filter(({ at }) => at >= this.shop.historyFrom!).length
    const places = [visible + 1, ...where.flatMap((one) => (one.on === 'nthLatest' ? one.ranges.flatMap((range) => landmarks(range, 1)) : []))].filter((place) => place > visible)
    return places.some((place) => where.every((one) => one.on !== 'nthLatest' || one.ranges.some((range) => inRange(range, place, 1)) !== one.negated)) ? 'some' : 'none'
  }

  /** Whether an order before the readable history might pass; only ranges that are always reversed are known to let none pass. */
  private mayReach({ range, negated }: Extract<EventCondition, { on: 'date' }>): boolean {
    const { zone, historyFrom } = this.shop
    const { from, to } = range
    if (!negated) return !from || edgeAt(from, zone, this.now) < historyFrom!
    return alwaysReversed(range, zone) || from !== null || (to !== null && edgeAt(to, zone, this.now) < historyFrom!)
  }

  passes(happening: Happening, of: EventSource, where: Where): boolean {
    if (!where.every((one) => OF_LINES.has(one.on) || this.eventPasses(one, happening))) return false
    return this.lines(happening, of, where).length > 0 || !asksLines(of, where)
  }

  /** The lines that matter: those that pass, or all when no line is asked for. */
  private lines(happening: Happening, of: EventSource, where: Where): NaiveLine[] {
    if (!asksLines(of, where)) return [...happening.lines]
    return happening.lines.filter((line) => line.product !== 0 && where.every((one) => !OF_LINES.has(one.on) || this.linePasses(one, line)))
  }

  private eventPasses(condition: EventCondition, happening: Happening): boolean {
    const { at, amount, order } = happening
    const { zone } = this.shop
    switch (condition.on) {
      case 'date': return liesWithin(condition.range, at, zone, this.now) !== condition.negated
      case 'amount': return this.numberPasses(condition, amount)
      case 'month': case 'weekday': case 'day': case 'hour': case 'year': return this.numberPasses(condition, shown(zone, at)[condition.on])
      case 'netAmount': return this.numberPasses(condition, netAmount(order!, this.now))
      case 'discountAmount': return this.numberPasses(condition, order!.details!.discounts)
      case 'nth': return this.numberPasses(condition, 1 + this.counting.filter((other) => other.at < at).length)
      case 'nthLatest': return this.numberPasses(condition, 1 + this.counting.filter((other) => other.at > at).length)
      case 'app': return isOneOf(condition, order!.appId)
      case 'location': return isOneOf(condition, order!.locationId)
      case 'paymentStatus': return isOneOf(condition, order!.financialStatus)
      case 'channel': case 'fulfillmentStatus': case 'shippingCountry': case 'shippingRegion': case 'source': case 'utmSource': case 'utmMedium': case 'utmCampaign':
        return isOneOf(condition, order!.details![condition.on])
      case 'discountCode': return carries(condition, order!.details!.discountCodes.map(plainTag), plainCase)
      case 'orderTag': return carries(condition, order!.details!.tags.map(plainTag), plainCase)
      case 'discounted': return (order!.details!.discounts > 0 || order!.details!.discountCodes.length > 0) !== condition.negated
      case 'refunded': return order!.details!.refunds.some((refund) => refund.at <= this.now) !== condition.negated
      default: throw new Error(`'${condition.on}' is asked of an event`)
    }
  }

  private linePasses(condition: EventCondition, line: NaiveLine): boolean {
    const product = this.shop.products.get(line.product)
    if (OF_KNOWN_PRODUCTS.has(condition.on) && !product?.known) return false
    switch (condition.on) {
      case 'quantity': return this.numberPasses(condition, line.quantity)
      case 'currentQuantity': return this.numberPasses(condition, line.currentQuantity)
      case 'lineAmount': return this.numberPasses(condition, line.amount)
      case 'giftCard': return line.giftCard !== condition.negated
      case 'product': return isOneOf(condition, product?.id ?? null)
      case 'variant': return isOneOf(condition, line.variant)
      case 'sku': return isOneOf(condition, line.sku)
      case 'title': return isOneOf(condition, product!.title)
      case 'productType': return isOneOf(condition, product!.type)
      case 'vendor': return isOneOf(condition, product!.vendor)
      case 'productTag': return carries(condition, product!.tags.map(plainTag), plainCase)
      case 'collection': return carries(condition, product!.collections.flatMap(({ id, handle }) => [id, handle]), (text) => text)
      default: throw new Error(`'${condition.on}' is asked of a line`)
    }
  }

  private numberPasses({ on, ranges, negated }: Extract<EventCondition, { ranges: unknown }>, value: number): boolean {
    return ranges.some((range) => inRange(range, value, this.perMajor(on))) !== negated
  }

  private judge(having: Having, passing: readonly Happening[], of: EventSource, where: Where, hidden: boolean): Answer {
    const { range, negated } = having
    if (having.of === 'averageAmount') {
      if (hidden) return 'unknown'
      const sum = total(passing.map(({ amount }) => amount))
      return said((passing.length > 0 && quotientInRange(range, sum, passing.length, unitsPerMajor(this.shop.currency))) !== negated)
    }
    if (having.of === 'shareOfSpend') {
      if (hidden) return 'unknown'
      const dates = where.filter(({ on }) => on === 'date')
      const spend = total(this.happenings(of).filter((one) => dates.every((date) => this.eventPasses(date, one))).flatMap(({ lines }) => lines).map(({ amount }) => amount))
      const part = total(passing.flatMap((one) => this.lines(one, of, where)).map(({ amount }) => amount))
      return said(quotientInRange(range, part, spend === 0 ? 1 : spend, 1) !== negated)
    }
    return judgeSum({ range, negated }, this.sum(having.of, passing, of, where), this.perMajor(having.of), hidden)
  }

  private sum(sum: Summed, passing: readonly Happening[], of: EventSource, where: Where): number {
    const lines = passing.flatMap((one) => this.lines(one, of, where))
    switch (sum) {
      case 'count': return passing.length
      case 'sumAmount': return total(passing.map(({ amount }) => amount))
      case 'sumNetAmount': return total(passing.map(({ order }) => netAmount(order!, this.now)))
      case 'sumQuantity': return total(lines.map(({ quantity }) => quantity))
      case 'sumLineAmount': return total(lines.map(({ amount }) => amount))
      case 'distinctProducts': return new Set(lines.flatMap(({ product }) => (product === 0 ? [] : [product]))).size
      case 'distinctYears': return new Set(passing.map(({ at }) => shown(this.shop.zone, at).year)).size
    }
  }

  private perMajor(on: string): number {
    return MONEY.has(on) ? unitsPerMajor(this.shop.currency) : 1
  }
}

function asksLines(of: EventSource, where: Where): boolean {
  return of === 'lines' || where.some(({ on }) => OF_LINES.has(on))
}

/** What holds for all values that the sum may have. */
function judgeSum({ range, negated }: { range: NumberRange, negated: boolean }, sum: number, perMajor: number, hidden: boolean): Answer {
  const possible = hidden ? [sum, ...landmarks(range, perMajor).filter((value) => value > sum)] : [sum]
  const answers = new Set(possible.map((value) => inRange(range, value, perMajor) !== negated))
  return answers.size === 2 ? 'unknown' : said(answers.has(true))
}

function isOneOf({ values, negated }: { readonly values: readonly string[], readonly negated: boolean }, value: string | null): boolean {
  return (value !== null && values.includes(value)) !== negated
}

function carries({ values, negated }: { readonly values: readonly string[], readonly negated: boolean }, carried: readonly string[], asked: (text: string) => string): boolean {
  return values.some((value) => carried.includes(asked(value))) !== negated
}

function plainCase(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC')
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
