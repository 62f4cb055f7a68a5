// The oracle's verdict on the store: which tag stands where it should not, or is missing.
import type { Rule } from './rules.ts'
import type { StoreState, TagWrite } from './store-state.ts'

export interface Difference {
  readonly customer: number
  readonly tag: string
  readonly kind: 'missing' | 'too much' | 'not ours'
}

export interface Comparison {
  readonly customers: number
  /** How many customers each tag should stand on. */
  readonly wanted: Readonly<Record<string, number>>
  readonly differences: readonly Difference[]
}

const minorUnit = (currency: string) => (['JPY', 'KRW', 'CLP', 'VND'].includes(currency) ? 1 : 100)

interface Ownership {
  /** `customer tag`: one of our names that the merchant put there first and did not take away since. Theirs, and it stays. */
  readonly kept: ReadonlySet<string>
  /** What the app touched that is not its own: other names, and names of ours that stood as the merchant's. */
  readonly trespasses: readonly Difference[]
}

function ownership(writes: readonly TagWrite[], ours: ReadonlySet<string>): Ownership {
  const kept = new Set<string>()
  const trespasses: Difference[] = []
  for (const { customerId: customer, by, added, removed } of writes) {
    const key = (tag: string): string => `${customer} ${tag.toLowerCase()}`
    if (by === 'app') {
      for (const tag of added) if (!ours.has(tag.toLowerCase())) trespasses.push({ customer, tag, kind: 'not ours' })
      for (const tag of removed) if (!ours.has(tag.toLowerCase()) || kept.has(key(tag))) trespasses.push({ customer, tag, kind: 'not ours' })
      continue
    }
    for (const tag of removed) kept.delete(key(tag))
    for (const tag of added) if (ours.has(tag.toLowerCase())) kept.add(key(tag))
  }
  return { kept, trespasses }
}

export function compare(state: StoreState, rules: readonly Rule[], writes: readonly TagWrite[], now: number): Comparison {
  const ours = new Set(rules.map((rule) => rule.tag))
  const { kept, trespasses } = ownership(writes, ours)
  const differences = [...trespasses]
  const wanted: Record<string, number> = Object.fromEntries(rules.map((rule) => [rule.tag, 0]))
  let customers = 0
  for (const customer of state.customers.values()) {
    if (customer.mergedInto !== null) continue
    customers += 1
    const orders = state.ordersOf.get(customer.id) ?? []
    const is = (tag: string): boolean => {
      const rule = rules.find((one) => one.tag === tag)
      const subject = { customer, orders, products: state.products, now, zone: state.settings.zone, unit: minorUnit(state.settings.currency), is }
      return rule?.holds(subject) ?? false
    }
    const standing = new Set(customer.tags.map((tag) => tag.toLowerCase()))
    for (const rule of rules) {
      const want = is(rule.tag)
      if (want) wanted[rule.tag] = (wanted[rule.tag] ?? 0) + 1
      const should = want || kept.has(`${customer.id} ${rule.tag}`)
      if (should !== standing.has(rule.tag)) differences.push({ customer: customer.id, tag: rule.tag, kind: should ? 'missing' : 'too much' })
    }
  }
  return { customers, wanted, differences }
}
