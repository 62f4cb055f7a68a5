// What a plan says of one customer, worked out the slow and obvious way, with nothing of the evaluator in it.
import { every, plainTag, said, some } from '#app/core/naive/asked.ts'
import type { Answer, NaiveShop, Person } from '#app/core/naive/asked.ts'
import { NaiveEvents } from '#app/core/naive/events.ts'
import { inRange, unitsPerMajor } from '#app/core/naive/numbers.ts'
import { metafield } from '#app/core/naive/metafields.ts'
import { metric } from '#app/core/naive/metrics.ts'
import { place } from '#app/core/naive/places.ts'
import { score } from '#app/core/naive/scores.ts'
import { sequence } from '#app/core/naive/sequences.ts'
import { alwaysReversed, edgeAt, liesWithin } from '#app/core/naive/time.ts'
import type { DateRange, PlanNode, PlanTest } from '#app/core/plan/plan.ts'

export type { Answer, NaiveShop, Person }

export function answer(node: PlanNode, person: Person, shop: NaiveShop, now: number): Answer {
  const { createdAt } = person.customer
  return createdAt !== null && createdAt > now ? 'no' : new Naive(person, shop, now).node(node)
}

class Naive {
  readonly person: Person
  readonly shop: NaiveShop
  readonly now: number
  readonly events: NaiveEvents

  constructor(person: Person, shop: NaiveShop, now: number) {
    this.person = person
    this.shop = shop
    this.now = now
    this.events = new NaiveEvents(person, shop, now)
  }

  node(node: PlanNode): Answer {
    switch (node.kind) {
      case 'constant': return said(node.value)
      case 'not': {
        const inner = this.node(node.of)
        return inner === 'unknown' ? 'unknown' : said(inner === 'no')
      }
      case 'all': return every(node.of.map((child) => this.node(child)))
      case 'any': return some(node.of.map((child) => this.node(child)))
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
          case 'abandonedCheckout': return this.checkoutDate({ from: null, to: null })
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
      case 'entered':
      case 'left': return this.history(test)
      case 'date':
        if (test.column === 'customerCreated') return said(customer.createdAt !== null && this.within(test.range, customer.createdAt))
        return test.column === 'abandonedCheckout' ? this.checkoutDate(test.range) : this.orderDate(test.column, test.range)
      case 'flag': return said(customer[test.column])
      case 'events': return this.events.test(test)
      case 'sequence': return sequence(test, this.events)
      case 'place': return place(test.where, customer.places, this.shop.postcodesCut === true)
      case 'metric': return metric(test.metric, test.range, this.person, this.shop, this.now)
      case 'score': return score(test.score, test.range, this.person, this.shop, this.now)
      case 'metafield':
      case 'anniversary':
      case 'age': return metafield(test, customer.metafields[test.path], this.shop, this.now)
      case 'delegated': return this.delegated(test.clause)
      // Whatever is named has been written into the plan, or the rule cannot be tied to the others.
      case 'named': return 'unknown'
    }
  }

  delegated(clause: string): Answer {
    const known = this.shop.delegated?.get(clause)
    if (!known || this.now >= known.knownUntil) return 'unknown'
    const { number } = this.person.customer
    return known.members.has(number) ? 'yes' : number < known.knownBelow ? 'no' : 'unknown'
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

  /** Of what is stored only what has come to pass by now. */
  history({ kind, segment, range }: Extract<PlanTest, { kind: 'entered' | 'left' }>): Answer {
    const known = this.person.customer.histories?.find((one) => one.segment === segment)
    const past = (instant: number | null | undefined): number | null => (instant !== null && instant !== undefined && instant <= this.now ? instant : null)
    const since = past(known?.since)
    const when = kind === 'entered' ? since : since === null ? past(known?.left) : null
    return said(when !== null && (range === null || this.within(range, when)))
  }

  within(range: DateRange, instant: number): boolean {
    return liesWithin(range, instant, this.shop.zone, this.now)
  }

  checkoutDate(range: DateRange): Answer {
    const dates = this.events.happenings('checkouts').map(({ at }) => at)
    return said(dates.length > 0 && this.within(range, Math.max(...dates)))
  }

  orderDate(column: 'firstOrder' | 'lastOrder', range: DateRange): Answer {
    const dates = this.events.counting.map(({ at }) => at)
    const seen = dates.length === 0 ? null : column === 'firstOrder' ? Math.min(...dates) : Math.max(...dates)
    const fits = seen !== null && this.within(range, seen)
    if (!this.events.incomplete || alwaysReversed(range, this.shop.zone)) return said(fits)
    const history = this.shop.historyFrom!
    const from = range.from ? edgeAt(range.from, this.shop.zone, this.now) : -Infinity
    const to = range.to ? edgeAt(range.to, this.shop.zone, this.now) : Infinity
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
}
