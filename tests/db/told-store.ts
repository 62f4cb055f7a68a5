// A small store that lives at random and tells of it as Shopify does: group by group, stamped to the second. Its own state is the truth
// that facts must end in, whatever the order in which the telling arrives.
import type { CheckoutChange, FactChange, OrderChange } from '#app/core/facts/change.ts'
import { checkout, line, order, product, profile } from '#tests/db/some-changes.ts'

interface Person {
  readonly id: string
  updatedAt: number
  state: string
  locale: string
  note: boolean
  phone: boolean
  tags: Set<string>
  email: { state: string; at: number }
  totals: { count: number; spent: number }
}

export interface ToldStore {
  /** What was told of each customer when it came, and everything told later, in the order in which it happened. */
  readonly births: readonly FactChange[]
  readonly told: readonly FactChange[]
  /** What a re-read answers now: everything of a customer, an order or a product; that it is gone when it is. */
  readonly readCustomer: (id: string) => FactChange[]
  readonly readOrder: (id: string) => FactChange
  readonly readProduct: (id: string) => FactChange
  /** All that lives: what a first sync would read. */
  readonly readAll: () => FactChange[]
  /** What no re-read tells, and no first sync. */
  readonly checkouts: () => FactChange[]
}

/** `random` gives integers in [0, below). */
export function tellStore(random: (below: number) => number, events: number): ToldStore {
  const people = new Map<string, Person>()
  const orders = new Map<string, OrderChange>()
  const products = new Map<string, FactChange>()
  const checkouts = new Map<string, CheckoutChange>()
  const births: FactChange[] = []
  const told: FactChange[] = []
  let now = 1_000
  let ids = 0
  const any = <T>(values: Iterable<T>): T | undefined => [...values][random(Math.max(1, [...values].length))]

  const profileOf = (one: Person, whole: boolean): FactChange =>
    profile(one.id, one.updatedAt, { state: one.state, hasNote: one.note, hasPhone: one.phone, locale: whole ? one.locale : undefined, places: whole ? undefined : [] })
  const readCustomer = (id: string): FactChange[] => {
    const one = people.get(id)
    if (!one) return [{ kind: 'customerGone', customer: id, at: now + 1_000 }]
    return [
      profileOf(one, true),
      profileOf(one, false),
      { kind: 'tagsSeen', customer: id, tags: [...one.tags], at: now + 1_000 },
      { kind: 'emailConsent', customer: id, state: one.email.state, at: one.email.at },
      { kind: 'totals', customer: id, numberOfOrders: one.totals.count, amountSpent: one.totals.spent, lastOrder: null, at: now + 1_000 },
    ]
  }

  const flip = (one: Person): void => {
    const tag = ['a', 'Gold'][random(2)] ?? ''
    const had = one.tags.delete(tag)
    if (!had) one.tags.add(tag)
    one.updatedAt = now
    told.push({ kind: 'tagsChanged', customer: one.id, added: had ? [] : [random(2) ? tag : tag.toUpperCase()], removed: had ? [tag] : [], at: now }, profileOf(one, false))
  }

  const happenings: (() => void)[] = [
    () => {
      const one: Person = { id: `${100 + ids++}`, updatedAt: now, state: 'ENABLED', locale: 'de', note: false, phone: false, tags: new Set(['new']), email: { state: 'SUBSCRIBED', at: now }, totals: { count: 0, spent: 0 } }
      people.set(one.id, one)
      births.push(
        profileOf(one, false), profileOf(one, true),
        { kind: 'tagsSeen', customer: one.id, tags: ['new'], at: now },
        { kind: 'totals', customer: one.id, numberOfOrders: 0, amountSpent: 0, lastOrder: null, at: now },
        { kind: 'emailConsent', customer: one.id, state: one.email.state, at: now },
      )
    },
    () => withPerson((one) => {
      one.state = ['ENABLED', 'DISABLED', 'INVITED'][random(3)] ?? ''
      one.note = random(2) === 1
      one.phone = random(2) === 1
      one.updatedAt = now
      told.push(profileOf(one, false))
    }),
    () => withPerson(flip),
    () => withPerson((one) => {
      flip(one)
      flip(one)
    }),
    () => withPerson((one) => told.push({ kind: 'tagsSeen', customer: one.id, tags: [...one.tags], at: now })),
    () => withPerson((one) => {
      one.email = { state: ['SUBSCRIBED', 'UNSUBSCRIBED'][random(2)] ?? '', at: now }
      told.push({ kind: 'emailConsent', customer: one.id, state: one.email.state, at: now })
    }),
    () => withPerson((one) => {
      const made = order(`${5_000 + ids++}`, random(5) === 0 ? null : one.id, now, { createdAt: now, processedAt: now, total: 100 * (1 + random(9)), lines: [line(`${ids}1`, { product: `${900 + random(3)}` })] })
      orders.set(made.order, made)
      told.push(made)
      if (made.customer === null) return
      one.totals = { count: one.totals.count + 1, spent: one.totals.spent + made.total }
      told.push({ kind: 'totals', customer: one.id, numberOfOrders: one.totals.count, amountSpent: one.totals.spent, lastOrder: null, at: now })
    }),
    () => {
      const old = any(orders.values())
      if (!old) return
      const next = { ...old, at: now, refunded: old.refunded + 1, cancelledAt: random(3) === 0 ? now : old.cancelledAt }
      orders.set(next.order, next)
      told.push(next)
    },
    () => {
      const old = any(orders.values())
      if (!old || random(3) > 0) return
      orders.delete(old.order)
      told.push({ kind: 'orderGone', order: old.order, at: now + 1_000 })
    },
    () => withPerson((one) => {
      const made = checkout(`${7_000 + ids++}`, one.id, now, { createdAt: now, lines: [{ product: `${900 + random(3)}`, quantity: 1, amount: 100 * random(9) }] })
      checkouts.set(made.token, made)
      told.push(made)
    }),
    () => {
      const old = any(checkouts.values())
      if (!old) return
      // Often within the second it was made in.
      const next = { ...old, at: now, completedAt: random(2) ? now : old.completedAt }
      checkouts.set(next.token, next)
      told.push(next)
    },
    () => {
      const old = any(checkouts.values())
      if (!old || random(3) > 0) return
      checkouts.delete(old.token)
      told.push({ kind: 'checkoutGone', token: old.token, at: now + 1_000 })
    },
    () => {
      const next = product(`${900 + random(3)}`, now, { tags: [['x'], ['y'], []][random(3)] ?? [] })
      products.set(next.product, next)
      told.push(next)
    },
    () => withPerson((one) => {
      const others = [...people.keys()].filter((id) => id !== one.id)
      if (random(3) > 0 || others.length < 2) return
      people.delete(one.id)
      const kept = people.get(others[random(others.length)] ?? '')
      if (random(2) === 0 || !kept) {
        for (const its of [...orders.values()].filter((its) => its.customer === one.id)) {
          orders.delete(its.order)
          told.push({ kind: 'orderGone', order: its.order, at: now + 1_000 })
        }
        for (const [token, its] of checkouts) if (its.customer === one.id) checkouts.delete(token)
        told.push({ kind: 'customerGone', customer: one.id, at: now + 1_000 })
        return
      }
      told.push({ kind: 'customersMerged', kept: kept.id, gone: one.id, at: now + 1_000 })
      for (const tag of one.tags) kept.tags.add(tag)
      for (const [id, its] of orders) if (its.customer === one.id) orders.set(id, { ...its, customer: kept.id })
      for (const [token, its] of checkouts) if (its.customer === one.id) checkouts.set(token, { ...its, customer: kept.id })
    }),
  ]
  function withPerson(work: (one: Person) => void): void {
    const one = any(people.values())
    if (one) work(one)
  }

  for (let event = 0; event < events; event++) {
    now += random(3) * 1_000
    happenings[people.size < 3 ? 0 : random(happenings.length)]?.()
  }
  return {
    births,
    told,
    readCustomer,
    readOrder: (id) => orders.get(id) ?? { kind: 'orderGone', order: id, at: now + 1_000 },
    readProduct: (id) => products.get(id) ?? { kind: 'productGone', product: id, at: now + 1_000 },
    checkouts: () => [...checkouts.values()],
    readAll: () => [...[...people.keys()].flatMap(readCustomer), ...orders.values(), ...products.values()],
  }
}
