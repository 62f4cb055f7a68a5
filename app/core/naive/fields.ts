// What flags, metafields, anniversaries, ages, addresses and metrics say of a customer, worked out the slow and obvious way.
import type { MetafieldFact, Place } from '#app/core/facts/facts.ts'
import type { DateEdge, DateRange, Metric, NumberRange, PlaceCondition, PlanNode, PlanTest } from '#app/core/plan/plan.ts'
import { monthsLater, startOfDay, today } from '#app/core/naive/calendar.ts'
import { inRange, unitsPerMajor } from '#app/core/naive/numbers.ts'
import { score, type ScoredShop } from '#app/core/naive/scores.ts'
import type { Answer, OracleShop, Person } from '#app/core/naive/answer.ts'
import { alwaysReversed, edgeAt } from '#app/core/naive/time.ts'

const DAY = 86_400_000
const MONEY: readonly Metric[] = ['grossSpent', 'netSpent', 'refundedAmount', 'averageOrderValue']
const said = (holds: boolean): Answer => (holds ? 'yes' : 'no')

export function naive(node: PlanNode, person: Person, shop: ScoredShop, now: number): Answer {
  switch (node.kind) {
    case 'not': {
      const inner = naive(node.of, person, shop, now)
      return inner === 'unknown' ? inner : said(inner === 'no')
    }
    case 'all': {
      const answers = node.of.map((one) => naive(one, person, shop, now))
      return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'
    }
    case 'any': {
      const answers = node.of.map((one) => naive(one, person, shop, now))
      return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
    }
    case 'constant': return said(node.value)
    default: return test(node, person, shop, now)
  }
}

function test(test: PlanTest, person: Person, shop: ScoredShop, now: number): Answer {
  const { customer } = person
  switch (test.kind) {
    case 'flag': return said(customer[test.column])
    case 'place': return said(customer.places.some((place) => test.where.every((one) => placeHolds(one, place) !== one.negated)))
    case 'metric': return metric(test.metric, test.range, person, shop, now)
    case 'score': return score(test.score, test.range, person, shop, now)
    case 'metafield': {
      const date = dateOf(customer.metafields[test.path])
      if (test.is.as !== 'date') throw new Error('not asked here')
      if (date === null || alwaysReversed(test.is.range, shop.zone)) return 'no'
      return said(within(test.is.range, 'day' in date ? startOfDay(shop.zone, date.day) : date.instant, shop, now))
    }
    case 'anniversary': {
      const day = dayOf(customer.metafields[test.path], shop)
      return said(day !== null && anniversary(test.range, day, shop, now))
    }
    case 'age': {
      const day = dayOf(customer.metafields[test.path], shop)
      if (day === null) return 'no'
      const date = today(shop.zone, now)
      let years = -9
      while (monthsLater(day, 12 * (years + 1)) <= date) years++
      return said(inRange(test.range, years, 1))
    }
    default: throw new Error(`'${test.kind}' is not asked here`)
  }
}

function dateOf(fact: MetafieldFact | undefined): { day: number } | { instant: number } | null {
  if (!fact || Number.isNaN(Date.parse(fact.value))) return null
  return fact.type === 'date' ? { day: Date.parse(`${fact.value}T00:00:00Z`) / DAY } : { instant: Date.parse(fact.value) }
}

function dayOf(fact: MetafieldFact | undefined, { zone }: OracleShop): number | null {
  const date = dateOf(fact)
  return date === null ? null : 'day' in date ? date.day : today(zone, date.instant)
}

function within({ from, to }: DateRange, instant: number, { zone }: OracleShop, now: number): boolean {
  return (!from || instant >= edgeAt(from, zone, now)) && (!to || instant < edgeAt(to, zone, now))
}

/** The day in a year, 29 February as the last of February. */
function inYear(year: number, monthDay: string): number {
  const leap = Date.UTC(year, 2, 1) - Date.UTC(year, 1, 1) === 29 * DAY
  return Date.parse(`${year}-${monthDay === '02-29' && !leap ? '02-28' : monthDay}T00:00:00Z`) / DAY
}

const monthDayOf = (day: number): string => new Date(day * DAY).toISOString().slice(5, 10)
const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear()
const isAbsolute = ({ moment }: DateEdge): boolean => moment.kind === 'day' || moment.kind === 'datetime'

function anniversary(range: DateRange, born: number, shop: OracleShop, now: number): boolean {
  const { from, to } = range
  if (!from || !to) return true
  const [start, end] = [edgeAt(from, shop.zone, now), edgeAt(to, shop.zone, now)]
  if (!isAbsolute(from) && !isAbsolute(to)) {
    if (alwaysReversed(range, shop.zone)) return false
    const years = Array.from({ length: 9 }, (_, index) => yearOf(today(shop.zone, start)) + index - 2)
    return years.some((year) => {
      const at = startOfDay(shop.zone, inYear(year, monthDayOf(born)))
      return at >= start && at < end
    })
  }
  const [first, last] = [today(shop.zone, start), today(shop.zone, end - 1)]
  if (monthsLater(first, 12) <= last + 1) return true
  // In this year's calendar.
  const [a, b, day] = [first, last, born].map((one) => inYear(yearOf(today(shop.zone, now)), monthDayOf(one))) as [number, number, number]
  return a <= b ? a <= day && day <= b : day >= a || day <= b
}

function placeHolds(one: PlaceCondition, place: Place): boolean {
  switch (one.on) {
    case 'postcode': return place.zip !== null && one.prefixes.some((prefix) => place.zip!.replaceAll(' ', '').toUpperCase().startsWith(prefix))
    case 'distance': {
      if (place.lat === null || place.lon === null) return false
      const [a, b] = [onSphere(Number(one.latitude), Number(one.longitude)), onSphere(place.lat, place.lon)]
      const metres = 6_371_008.8 * 2 * Math.asin(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2)
      const { min, max } = one.metres
      return (!min || metres >= Number(min.value)) && (!max || metres <= Number(max.value))
    }
    default: return place[one.on] !== null && one.values.includes(place[one.on]!)
  }
}

function onSphere(latitude: number, longitude: number): [number, number, number] {
  const [phi, lambda] = [latitude * Math.PI / 180, longitude * Math.PI / 180]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

function metric(name: Metric, range: NumberRange | null, { customer, orders }: Person, shop: OracleShop, now: number): Answer {
  const counting = orders.filter((one) => !one.test && one.financialStatus !== 'VOIDED' && one.at <= now && (one.cancelledAt === null || one.cancelledAt > now))
  const hidden = shop.historyFrom !== null && customer.numberOfOrders !== 0 && customer.numberOfOrders !== orders.length
  const value = fractionOf(name, counting, shop.zone, now)
  if (range === null) return value ? 'yes' : hidden ? 'unknown' : 'no'
  const unit = MONEY.includes(name) ? unitsPerMajor(shop.currency) : 1
  const { min, max } = range
  const compared = (bound: string): number => (value ? Math.sign(Number(big(BigInt(value[0]), bound, BigInt(value[1]) * BigInt(unit)))) : NaN)
  const big = (part: bigint, bound: string, whole: bigint): bigint => {
    const [digits = '', decimals = ''] = bound.split('.')
    return part * 10n ** BigInt(decimals.length) - BigInt(digits + decimals) * whole
  }
  const above = !min || (min.inclusive ? compared(min.value) >= 0 : compared(min.value) > 0)
  const below = !max || (max.inclusive ? compared(max.value) <= 0 : compared(max.value) < 0)
  if (!hidden) return said(value !== null && above && below)
  if (min && max && (Number(min.value) > Number(max.value) || (Number(min.value) === Number(max.value) && !(min.inclusive && max.inclusive)))) return 'no'
  if (!['ordersCounted', 'grossSpent', 'refundedAmount', 'distinctProducts'].includes(name)) return 'unknown'
  return !below ? 'no' : above && !max ? 'yes' : 'unknown'
}

/** Null where there is no value. */
function fractionOf(name: Metric, orders: Person['orders'], zone: string, now: number): [number, number] | null {
  const sum = (of: (order: Person['orders'][number]) => number): number => orders.reduce((total, one) => total + of(one), 0)
  const refunds = (order: Person['orders'][number], until: number): number => (order.details?.refunds ?? []).filter(({ at }) => at <= until).reduce((total, { amount }) => total + amount, 0)
  const gross = sum(({ total }) => total)
  const share = (part: number, whole: number): [number, number] | null => (whole === 0 ? null : [part, whole])
  switch (name) {
    case 'ordersCounted': return [orders.length, 1]
    case 'grossSpent': return [gross, 1]
    case 'netSpent': return [sum((one) => one.total - (one.total - one.details!.currentTotal - refunds(one, Infinity)) - refunds(one, now)), 1]
    case 'refundedAmount': return [sum((one) => refunds(one, now)), 1]
    case 'averageOrderValue': return share(gross, orders.length)
    case 'refundShare': return share(sum((one) => refunds(one, now)), gross)
    case 'discountShare': return share(orders.filter(({ details }) => details!.discounts > 0 || details!.discountCodes.length > 0).length, orders.length)
    case 'distinctProducts': return [new Set(orders.flatMap(({ lines }) => lines.map(({ product }) => product)).filter((product) => product !== 0)).size, 1]
    case 'medianDaysBetweenOrders': return twiceMedian(orders, zone) === 0 ? null : [twiceMedian(orders, zone), 2]
    case 'overdueRatio': return share(2 * (now - Math.max(...orders.map(({ at }) => at))), twiceMedian(orders, zone) * DAY)
  }
}

function twiceMedian(orders: Person['orders'], zone: string): number {
  const days = [...new Set(orders.map(({ at }) => today(zone, at)))].sort((a, b) => a - b)
  const gaps = days.slice(1).map((day, index) => day - days[index]!).sort((a, b) => a - b)
  if (gaps.length === 0) return 0
  return gaps[Math.floor((gaps.length - 1) / 2)]! + gaps[Math.ceil((gaps.length - 1) / 2)]!
}
