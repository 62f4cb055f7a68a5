// What the merchant's other apps have noted on a customer, in the types the platform knows.
import { newId } from './ids.ts'
import type { Customer, Store } from './model.ts'
import { hash, type Random } from './random.ts'

export type Metafield = Customer['metafields'][number]

interface Noted {
  readonly namespace: string
  readonly key: string
  readonly type: string
  /** How many in a thousand have one. */
  readonly share: number
  readonly value: (roll: number) => string
}

const interests = ['coffee', 'ceramics', 'lamps', 'gardening', 'books'] as const
const genders = ['female', 'male', 'other'] as const

/** Drawn by the customer's serial alone, so that they move nothing else of the store. */
const noted: readonly Noted[] = [
  { namespace: 'facts', key: 'gender', type: 'single_line_text_field', share: 120, value: (roll) => genders[roll % genders.length] ?? 'other' },
  { namespace: 'quiz', key: 'interests', type: 'list.single_line_text_field', share: 80, value: (roll) => JSON.stringify(interests.filter((_, index) => (roll >> index) % 2 === 1)) },
  { namespace: 'loyalty', key: 'member', type: 'boolean', share: 90, value: (roll) => String(roll % 3 !== 0) },
  { namespace: 'loyalty', key: 'rating', type: 'number_decimal', share: 40, value: (roll) => (1 + (roll % 41) / 10).toFixed(1) },
]

export function seedMetafields(store: Store, random: Random, customer: Customer): void {
  const serial = store.issued.customer
  if (random.chance(0.1)) setMetafield(store, customer, { namespace: 'facts', key: 'birth_date', type: 'date', value: birthday(random) })
  if (random.chance(0.05)) setMetafield(store, customer, { namespace: 'loyalty', key: 'points', type: 'number_integer', value: String(random.int(0, 5000)) })
  for (const { namespace, key, type, share, value } of noted) {
    const roll = hash(`${namespace}.${key} ${serial}`)
    if (roll % 1000 < share) setMetafield(store, customer, { namespace, key, type, value: value(roll >>> 10) })
  }
}

/** Sets one, or takes it away where the value is null. */
export function setMetafield(store: Store, customer: Customer, { namespace, key, type, value }: Omit<Metafield, 'id' | 'value'> & { readonly value: string | null }): void {
  const at = customer.metafields.findIndex((one) => one.namespace === namespace && one.key === key)
  const known = customer.metafields[at]
  if (value === null) customer.metafields = customer.metafields.filter((one) => one !== known)
  else if (known) customer.metafields = customer.metafields.with(at, { ...known, type, value })
  else customer.metafields.push({ id: newId(store, 'metafield'), namespace, key, type, value })
}

const birthday = (random: Random) => new Date(Date.UTC(random.int(1948, 2006), 0, random.int(1, 366))).toISOString().slice(0, 10)
