// What an answer to tag writes does to customers: only what Shopify said of a customer settles it, and a tag is ours only if we set it.
import { afterEach, expect, test } from 'vitest'
import { LostLease, takeLease } from '#app/db/leases.ts'
import { all, first } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'
import { dropIntents } from '#app/operations/tagging/plan-writes.ts'
import { settleTags } from '#app/operations/tagging/settle-tags.ts'
import { taggingStage } from '#app/operations/tagging/stage.ts'
import type { Answer, Shopify } from '#app/shopify/shopify.ts'
import { customer } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

let stage: ShopStage
afterEach(() => stage.close())

interface Wire {
  /** Tags in the store, by Shopify id. */
  readonly tags: Map<string, string[]>
  updatedAt: number
  requests: number
  /** Before an answer is given; what it returns is given instead. */
  instead: ((document: string, variables: Record<string, unknown>) => Answer<unknown> | undefined) | undefined
}

/** Shopify at the end of a wire: mutations in the order in which they stand in the document. */
function wire(): { shopify: Shopify; store: Wire } {
  const store: Wire = { tags: new Map(), updatedAt: opening, requests: 0, instead: undefined }
  const node = (gid: string) => ({ id: gid, tags: [...(store.tags.get(gid.replace(/\D/g, '')) ?? [])], updatedAt: new Date(store.updatedAt).toISOString() })
  const answer = (document: string, variables: Record<string, unknown>): Answer<unknown> => {
    store.requests++
    const instead = store.instead?.(document, variables)
    if (instead !== undefined) return instead
    if (document.startsWith('query')) return { kind: 'ok', data: { nodes: (variables.ids as string[]).map(node) }, cost: null }
    const data = Object.fromEntries([...document.matchAll(/(add|remove)(\d+): /g)].map(([, verb = '', index = '']) => {
      const gid = variables[`i${index}`] as string
      const named = variables[`${verb}${index}`] as string[]
      const rest = (store.tags.get(gid.replace(/\D/g, '')) ?? []).filter((tag) => !named.includes(tag))
      store.tags.set(gid.replace(/\D/g, ''), verb === 'add' ? [...rest, ...named] : rest)
      return [`${verb}${index}`, { node: node(gid), userErrors: [] }]
    }))
    return { kind: 'ok', data, cost: null }
  }
  return { store, shopify: { ask: async <T>(_: string, document: string, variables: Record<string, unknown> = {}) => answer(document, variables) as Answer<T>, download: () => { throw new Error('nothing to download') }, budget: () => null, names: async () => new Map() } }
}

async function open(ids: readonly string[]): Promise<{ store: Wire; segment: number }> {
  const { shopify, store } = wire()
  stage = await openStage({ shopify })
  await stage.facts(...ids.flatMap((id) => customer(id, opening)))
  const outcome = await createSegment(stage.ctx, { shop: stage.shop, name: 'nobuy', rule: 'number_of_orders = 0', tag: 'nobuy', state: 'on' })
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
  // The tests ring for the settling themselves.
  await approveWrites({ ...stage.ctx, ring: async () => undefined }, { shop: stage.shop, segments: 'all' })
  return { store, segment: outcome.segment.id }
}
const rows = () => stage.ctx.db.read(() => all<{ id: string; open: number; settle_problem: string | null }>(
  'SELECT CAST(shopify_id AS TEXT) AS id, membership_version > settled_version AS open, settle_problem FROM customers ORDER BY number',
))
const ledger = () => stage.ctx.db.read(() => first<{ owner: string; intent: string | null }>('SELECT owner, intent FROM tag_ledger'))

test('one mutation without an answer: the others are kept, and that customer is read and written again', async () => {
  const { store } = await open(['11', '12'])
  let faults = 1
  store.instead = (document, variables) => {
    if (!document.startsWith('mutation') || faults-- <= 0) return undefined
    store.tags.set('12', ['nobuy'])
    return { kind: 'partial', data: { add0: null, add1: { node: { id: variables.i1, tags: ['nobuy'], updatedAt: new Date(opening).toISOString() }, userErrors: [] } }, messages: ['Internal error'], cost: null }
  }
  let wall = Date.now()
  const ctx = { ...stage.ctx, wall: () => wall }
  await stage.bells.answerAll({ ...ctx, ring: async (bell, shop) => (bell === 'settle' ? undefined : stage.ctx.ring(bell, shop)) })
  await expect(settleTags(ctx, { shop: stage.shop })).rejects.toThrow(/did not say/)
  expect(await rows()).toMatchObject([{ id: '11', open: 1, settle_problem: null }, { id: '12', open: 0, settle_problem: null }])
  wall += 60_000
  expect(await settleTags(ctx, { shop: stage.shop })).toMatchObject({ kind: 'settled' })
  expect(store.tags.get('11')).toEqual(['nobuy'])
  expect(await rows()).toMatchObject([{ open: 0, settle_problem: null }, { open: 0, settle_problem: null }])
})

test('a store that is shut is asked later, and no customer is held to have been refused', async () => {
  const { store } = await open(['11'])
  store.instead = () => ({ kind: 'throttled', waitMs: 60_000, cost: null })
  await stage.ctx.ring('recompute', stage.shop)
  await stage.bells.answerAll({ ...stage.ctx, ring: async (bell, shop) => (bell === 'settle' ? undefined : stage.ctx.ring(bell, shop)) })
  await expect(settleTags(stage.ctx, { shop: stage.shop })).rejects.toMatchObject({ when: expect.any(Number) as number })
  expect(await rows()).toMatchObject([{ open: 1, settle_problem: null }])
  expect(await ledger()).toMatchObject({ owner: 'gone', intent: null })
  store.instead = undefined
  expect(await settleTags(stage.ctx, { shop: stage.shop })).toEqual({ kind: 'settled', mutations: 1 })
})

test('a read-back stamped by a clock behind ours still becomes facts', async () => {
  const { store } = await open(['11'])
  // The whole list was read by a clock a minute ahead of Shopify's.
  await stage.facts({ kind: 'tagsSeen', customer: '11', tags: [], at: opening + 60_000 })
  store.updatedAt = opening + 5_000
  await stage.settle()
  const row = await stage.ctx.db.read(() => first<{ tags: string }>('SELECT tags FROM customers'))
  expect(row?.tags).toContain('nobuy')
})

test('a tag the merchant had set before we asked is theirs, even when we hear of it last; the echo of our own is not', async () => {
  const { store, segment } = await open(['11', '12'])
  stage.step(10_000)
  store.tags.set('11', ['nobuy'])
  store.updatedAt = opening + 10_000
  await stage.settle()
  await stage.facts(
    { kind: 'tagsChanged', customer: '11', added: ['nobuy'], removed: [], at: opening + 4_000 },
    { kind: 'tagsChanged', customer: '12', added: ['nobuy'], removed: [], at: opening + 10_000 },
  )
  await setSegmentState(stage.ctx, { shop: stage.shop, id: segment, state: 'off' })
  await stage.settle()
  expect(Object.fromEntries(store.tags)).toEqual({ 11: ['nobuy'], 12: [] })
})

test('the late echo of what we had set, taken away and set again does not make it theirs', async () => {
  const { store, segment } = await open(['11'])
  stage.step(10_000)
  store.updatedAt = opening + 10_000
  await stage.settle()
  for (const state of ['off', 'on'] as const) {
    stage.step(60_000)
    store.updatedAt = stage.ctx.now()
    await setSegmentState(stage.ctx, { shop: stage.shop, id: segment, state })
    await approveWrites(stage.ctx, { shop: stage.shop, segments: 'all' })
    await stage.settle()
  }
  expect(store.tags.get('11')).toEqual(['nobuy'])
  await stage.facts({ kind: 'tagsChanged', customer: '11', added: ['nobuy'], removed: [], at: opening + 10_000 })
  expect(await ledger()).toMatchObject({ owner: 'ours' })
})

test('whoever lost the lease takes no intents back', async () => {
  await open(['11'])
  const mine = await stage.ctx.db.write(() => takeLease(stage.shop, taggingStage, 'slow', 0, 1))
  await stage.ctx.db.write(() => takeLease(stage.shop, taggingStage, 'quick', 10, 60_000))
  await expect(stage.ctx.db.write(() => dropIntents(stage.shop, mine?.fence ?? 0, []))).rejects.toThrow(LostLease)
})

test('settling gives its place to other shops when its turn is over', async () => {
  const { store } = await open(['11'])
  await stage.bells.answerAll({ ...stage.ctx, ring: async (bell, shop) => (bell === 'settle' ? undefined : stage.ctx.ring(bell, shop)) })
  let wall = Date.now()
  expect(await settleTags({ ...stage.ctx, wall: () => (wall += 6_000) }, { shop: stage.shop })).toEqual({ kind: 'stopped' })
  expect(store.requests).toBeLessThan(2)
})
