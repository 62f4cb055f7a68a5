// What percentiles and scores say of a customer: every value that may be theirs is counted against the cut points, one by one.
import type { Answer, NaiveShop, Person } from '#app/core/naive/asked.ts'
import { giftCards, livingOrders } from '#app/core/naive/happenings.ts'
import { inRange } from '#app/core/naive/numbers.ts'
import type { NumberRange, Score } from '#app/core/plan/plan.ts'

export function score(name: Score, range: NumberRange | null, person: Person, { cutPoints, historyFrom }: NaiveShop, now: number): Answer {
  const { customer, orders } = person
  const counting = livingOrders(person, now)
  const hidden = historyFrom !== null && customer.numberOfOrders !== 0 && customer.numberOfOrders !== orders.length
  const ordered = counting.length > 0 ? 'yes' : hidden ? 'unknown' : 'no'
  if (range === null || ordered === 'no') return ordered
  if (!cutPoints) return 'unknown'
  const { spend, recency, frequency } = cutPoints
  const [lowest, cuts] = ({
    spendPercentile: [0, spend], monetaryScore: [1, [19, 39, 59, 79].flatMap((index) => spend[index] ?? [])], recencyScore: [1, recency], frequencyScore: [1, frequency],
  } as const)[name]
  const last = counting.length === 0 ? -Infinity : Math.max(...counting.map(({ at }) => at))
  const spent = counting.reduce((sum, order) => sum + order.details!.currentTotal + order.details!.refunds.filter(({ at }) => at > now).reduce((back, { amount }) => back + amount, 0) - giftCards(order, now).left, 0)
  const reaches: Record<Score, readonly [number, number]> = {
    spendPercentile: hidden ? [-Infinity, Infinity] : [spent, spent], monetaryScore: hidden ? [-Infinity, Infinity] : [spent, spent],
    recencyScore: hidden && last < historyFrom ? [last, historyFrom - 1] : [last, last], frequencyScore: [counting.length, hidden ? Infinity : counting.length],
  }
  const [from, to] = reaches[name]
  const values = [from, to, ...cuts.flatMap((cut) => [cut, cut + 1])].filter((value) => value >= from && value <= to)
  const fits = values.map((value) => inRange(range, lowest + cuts.filter((cut) => cut < value).length, 1))
  if (!fits.includes(true)) return 'no'
  return fits.includes(false) ? 'unknown' : ordered
}
