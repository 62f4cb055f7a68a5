// Tags by the platform's recorded rules.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Customer, Store } from '#simulator/store/model.ts'
import { seedStore } from '#simulator/store/seed-store.ts'
import { addTags, removeTags } from '#simulator/store/tags.ts'

let store: Store
let customer: Customer
beforeEach(() => {
  store = seedStore({ seed: 1, customers: 5, now: Date.UTC(2026, 10, 22) })
  const [first] = store.customers.values()
  if (!first) throw new Error('an empty store')
  customer = first
  customer.tags = []
})

const add = (...tags: string[]) => addTags(store, customer.id, tags)
const remove = (...tags: string[]) => removeTags(store, customer.id, tags)

describe('adding', () => {
  test('trims, splits at commas, drops what is empty and sorts whatever the case', () => {
    expect(add(' b , A,,', '  ', 'C').tags).toEqual(['A', 'b', 'C'])
  })
  test('keeps the spelling that stands', () => {
    add('Red')
    expect(add('red', 'RED')).toMatchObject({ tags: ['Red'], added: [] })
  })
  test('keeps the first of two spellings in one list', () => {
    expect(add('Fresh', 'fresh').tags).toEqual(['Fresh'])
  })
  test('gives back a spelling the shop knows from elsewhere', () => {
    addTags(store, [...store.customers.keys()][1] ?? 0, ['Champion'])
    expect(add('CHAMPION').added).toEqual(['Champion'])
  })
  test('tells only what was added', () => {
    add('one')
    expect(add('one', 'two').added).toEqual(['two'])
  })
  test('refuses a tag of 256 characters and changes nothing', () => {
    expect(add('fine', 'x'.repeat(256))).toEqual({ tags: [], added: [], removed: [], userErrors: [{ field: ['tags'], message: 'Tags is too long (maximum is 255 characters)' }] })
    expect(customer.tags).toEqual([])
    expect(add('x'.repeat(255)).userErrors).toEqual([])
  })
  test('refuses the 251st', () => {
    add(...Array.from({ length: 250 }, (_, i) => `tag ${i}`))
    expect(customer.tags).toHaveLength(250)
    expect(add('one more').userErrors).toEqual([{ field: ['tags'], message: 'Tags cannot be more than 250' }])
    expect(add('TAG 7').userErrors).toEqual([])
  })
})

test('removing ignores case, splits at commas, and does not mind what does not stand', () => {
  add('Alpha', 'Beta', 'Gamma')
  expect(remove('ALPHA, beta', 'delta')).toMatchObject({ tags: ['Gamma'], removed: ['Alpha', 'Beta'], userErrors: [] })
})

test('a customer that does not exist, or was merged away, is an error of the id', () => {
  const missing = [{ field: ['id'], message: 'Customer does not exist' }]
  expect(addTags(store, 1, ['x']).userErrors).toEqual(missing)
  customer.mergedInto = 5
  expect(add('x').userErrors).toEqual(missing)
  expect(remove('x').userErrors).toEqual(missing)
})
