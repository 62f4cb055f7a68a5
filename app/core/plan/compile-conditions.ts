// The conditions on one event, sorted by what they read: the event's own columns, its local time, its lines, its place among others.
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Choice, EventConditions, LineFilter } from '#app/core/evaluate/program.ts'
import { foldCase } from '#app/core/vocabulary/names.ts'
import { decimalsOf } from '#app/core/money.ts'
import { compileRanges } from '#app/core/plan/compile-range.ts'
import type { EventCondition, EventSource } from '#app/core/plan/plan.ts'

type On = EventCondition['on']

const calendar: readonly On[] = ['month', 'weekday', 'day', 'hour', 'year']
const products: readonly On[] = ['product', 'title', 'productType', 'vendor', 'productTag', 'collection', 'quantity']
const furtherOfLines: readonly On[] = ['variant', 'sku', 'currentQuantity', 'lineAmount', 'giftCard']
const ofLines: ReadonlySet<On> = new Set([...products, ...furtherOfLines])
const ofTheOrder: readonly On[] = [
  'app', 'location', 'channel', 'paymentStatus', 'fulfillmentStatus', 'shippingCountry', 'shippingRegion', 'source', 'utmSource', 'utmMedium', 'utmCampaign',
  'discountCode', 'orderTag', 'discounted', 'refunded', 'discountAmount', 'netAmount', 'nth', 'nthLatest',
]

const TAKES: Readonly<Record<EventSource, ReadonlySet<On>>> = {
  orders: new Set<On>(['date', 'amount', ...calendar, ...ofTheOrder]),
  lines: new Set<On>(['date', 'amount', ...calendar, ...ofTheOrder, ...ofLines]),
  refunds: new Set<On>(['date', 'amount', ...calendar]),
  checkouts: new Set<On>(['date', 'amount', ...calendar, ...products]),
}

/** Throws when a condition asks what events of that source do not have: such a plan is a defect of its maker. */
export function compileConditions(of: EventSource, where: readonly EventCondition[], { zone, currency }: { readonly zone: Zone, readonly currency: string }): EventConditions {
  const odd = where.find(({ on }) => !TAKES[of].has(on))
  if (odd) throw new Error(`'${odd.on}' is no condition on ${of}`)
  const decimals = decimalsOf(currency)
  const lines: Mutable<Omit<LineFilter, 'key'>> = { products: [], texts: [], numbers: [], giftCards: [] }
  const made: Mutable<Omit<EventConditions, 'lines' | 'zone'>> = { amounts: [], days: [], hours: [], texts: [], lists: [], details: [], flags: [], places: [] }
  for (const one of where) {
    switch (one.on) {
      case 'date': break
      case 'amount': made.amounts.push(compileRanges(one, decimals)); break
      case 'netAmount': case 'discountAmount': made.details.push({ on: one.on, ...compileRanges(one, decimals) }); break
      case 'month': case 'weekday': case 'day': case 'year': made.days.push({ on: one.on, ...compileRanges(one, 0) }); break
      case 'hour': made.hours.push(compileRanges(one, 0)); break
      case 'nth': case 'nthLatest': made.places.push({ on: one.on, ...compileRanges(one, 0) }); break
      case 'discountCode': case 'orderTag': made.lists.push({ on: one.on, ...choiceOf(one, foldCase) }); break
      case 'discounted': case 'refunded': made.flags.push({ on: one.on, negated: one.negated }); break
      case 'quantity': case 'currentQuantity': lines.numbers.push({ on: one.on, ...compileRanges(one, 0) }); break
      case 'lineAmount': lines.numbers.push({ on: one.on, ...compileRanges(one, decimals) }); break
      case 'giftCard': lines.giftCards.push({ negated: one.negated }); break
      case 'variant': case 'sku': lines.texts.push({ on: one.on, ...choiceOf(one) }); break
      case 'product': case 'title': case 'productType': case 'vendor': case 'collection': lines.products.push({ on: one.on, ...choiceOf(one) }); break
      case 'productTag': lines.products.push({ on: one.on, ...choiceOf(one, foldCase) }); break
      default: made.texts.push({ on: one.on, ...choiceOf(one) })
    }
  }
  const asksLines = of === 'lines' || Object.values(lines).some((conditions) => conditions.length > 0)
  return { ...made, zone, lines: asksLines ? { ...lines, key: JSON.stringify([decimals, where.filter(({ on }) => ofLines.has(on))]) } : null }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }

function choiceOf({ values, negated }: { readonly values: readonly string[], readonly negated: boolean }, fold: (text: string) => string = (text) => text): Choice {
  return { values: new Set(values.map(fold)), negated }
}
