// What the metrics say of a customer: their orders counted anew, each by its own instant.
import { said } from '#app/core/naive/asked.ts'
import type { Answer, NaiveShop, Person } from '#app/core/naive/asked.ts'
import { today } from '#app/core/naive/calendar.ts'
import type { NaiveZone } from '#app/core/naive/calendar.ts'
import { giftCards, livingOrders } from '#app/core/naive/happenings.ts'
import { compare, unitsPerMajor } from '#app/core/naive/numbers.ts'
import type { Metric, NumberRange } from '#app/core/plan/plan.ts'

const DAY = 86_400_000
const MONEY: readonly Metric[] = ['grossSpent', 'netSpent', 'refundedAmount', 'averageOrderValue']

export function metric(name: Metric, range: NumberRange | null, person: Person, shop: NaiveShop, now: number): Answer {
  const { customer, orders } = person
  const counting = livingOrders(person, now)
  const hidden = shop.historyFrom !== null && customer.numberOfOrders !== 0 && customer.numberOfOrders !== orders.length
  const value = fractionOf(name, counting, shop.zone, now)
  if (range === null) return value ? 'yes' : hidden ? 'unknown' : 'no'
  const unit = MONEY.includes(name) ? unitsPerMajor(shop.currency) : 1
  const { min, max } = range
  const compared = (bound: string): number => (value ? compare(BigInt(value[0]), BigInt(value[1]) * BigInt(unit), bound) : NaN)
  const above = !min || (min.inclusive ? compared(min.value) >= 0 : compared(min.value) > 0)
  const below = !max || (max.inclusive ? compared(max.value) <= 0 : compared(max.value) < 0)
  if (!hidden) return said(value !== null && above && below)
  if (min && max && (Number(min.value) > Number(max.value) || (Number(min.value) === Number(max.value) && !(min.inclusive && max.inclusive)))) return 'no'
  if (!['ordersCounted', 'grossSpent', 'refundedAmount', 'distinctProducts'].includes(name)) return 'unknown'
  return !below ? 'no' : above && !max ? 'yes' : 'unknown'
}

/** Null where there is no value. */
function fractionOf(name: Metric, orders: Person['orders'], zone: NaiveZone, now: number): [number, number] | null {
  const sum = (of: (order: Person['orders'][number]) => number): number => orders.reduce((total, one) => total + of(one), 0)
  const refunds = (order: Person['orders'][number], until: number): number => (order.details?.refunds ?? []).filter(({ at }) => at <= until).reduce((total, { amount }) => total + amount, 0)
  const gross = sum((one) => one.total - giftCards(one, now).placed)
  const share = (part: number, whole: number): [number, number] | null => (whole <= 0 ? null : [part, whole])
  switch (name) {
    case 'ordersCounted': return [orders.length, 1]
    case 'grossSpent': return [gross, 1]
    case 'netSpent': return [sum((one) => one.total - (one.total - one.details!.currentTotal - refunds(one, Infinity)) - refunds(one, now) - giftCards(one, now).left), 1]
    case 'refundedAmount': return [sum((one) => refunds(one, now)), 1]
    case 'averageOrderValue': return share(gross, orders.length)
    case 'refundShare': return share(sum((one) => refunds(one, now) - giftCards(one, now).refunded), gross)
    case 'discountShare': return share(orders.filter(({ details }) => details!.discounts > 0 || details!.discountCodes.length > 0).length, orders.length)
    case 'distinctProducts': return [new Set(orders.flatMap(({ lines }) => lines.map(({ product }) => product)).filter((product) => product !== 0)).size, 1]
    case 'medianDaysBetweenOrders': return twiceMedian(orders, zone) === 0 ? null : [twiceMedian(orders, zone), 2]
    case 'overdueRatio': return share(2 * (now - Math.max(...orders.map(({ at }) => at))), twiceMedian(orders, zone) * DAY)
  }
}

function twiceMedian(orders: Person['orders'], zone: NaiveZone): number {
  const days = [...new Set(orders.map(({ at }) => today(zone, at)))].sort((a, b) => a - b)
  const gaps = days.slice(1).map((day, index) => day - days[index]!).sort((a, b) => a - b)
  if (gaps.length === 0) return 0
  return gaps[Math.floor((gaps.length - 1) / 2)]! + gaps[Math.ceil((gaps.length - 1) / 2)]!
}
