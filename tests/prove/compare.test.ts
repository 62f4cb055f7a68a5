// The judge is judged: an app that touches what is the merchant's is told on.
import { expect, test } from 'vitest'
import { compare } from './compare.ts'
import type { Rule } from './rules.ts'
import type { StoreState, TagWrite } from './store-state.ts'

const rule: Rule = { tag: 'vip', text: '', holds: () => false }
const state = { settings: { zone: 'UTC', currency: 'EUR' }, customers: new Map([[1, { id: 1, tags: [], mergedInto: null }]]), ordersOf: new Map(), products: new Map() } as unknown as StoreState
const write = (by: TagWrite['by'], added: string[], removed: string[]): TagWrite => ({ at: 0, by, customerId: 1, added, removed })
const kinds = (...writes: TagWrite[]) => compare(state, [rule], writes, 0).differences.map(({ kind }) => kind)

test('taking off a tag that stood as the merchant’s is a difference, taking off one of ours is none', () => {
  expect(kinds(write('merchant', ['VIP'], []), write('app', [], ['vip']))).toContain('not ours')
  expect(kinds(write('app', ['vip'], []), write('app', [], ['vip']))).toEqual([])
  expect(kinds(write('merchant', ['vip'], []), write('merchant', [], ['vip']), write('app', ['vip'], []), write('app', [], ['vip']))).toEqual([])
  expect(kinds(write('app', ['other'], []))).toEqual(['not ours'])
})
