// Segments as the merchant writes them: what is refused, in which words, and what a change sets in motion.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { listSegments } from '#app/operations/segments/list-segments.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { runningBackfill } from '#app/db/backfills.ts'
import { shopById } from '#app/db/shops.ts'
import { run } from '#app/db/sql.ts'
import { providers } from '#tests/database.ts'
import { customer } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

let stage: ShopStage
beforeEach(async () => { stage = await openStage() })
afterEach(async () => { await stage.close() })

const create = (name: string, rule: string, tag: string, state?: 'on' | 'off') =>
  createSegment(stage.ctx, { shop: stage.shop, name, rule, tag, ...(state === undefined ? {} : { state }) })
const made = async (name: string, rule: string, tag: string): Promise<number> => {
  const outcome = await create(name, rule, tag)
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
  return outcome.segment.id
}

test('a new segment is off, stands as written, and raises the rules', async () => {
  const rule = ' number_of_orders  >=  2 '
  const outcome = await create('  Regulars ', rule, ' VIP  customer ')
  expect(outcome).toMatchObject({ kind: 'created', segment: { name: 'Regulars', rule, tag: 'VIP customer', state: 'off', version: 1, filled: false } })
  const { shop, run } = await stage.ctx.db.read(function* () {
    return { shop: yield* shopById(stage.shop), run: yield* runningBackfill(stage.shop) }
  })
  expect(shop?.rulesVersion).toBe(1)
  expect(run?.progress.reasons).toEqual({ 1: 'rule' })
  expect([...stage.bells.rung.keys()]).toEqual([`backfill ${stage.shop}`])
})

test('name, tag and rule are each refused beside their field', async () => {
  expect(await create(' ', 'number_of_orders >', 'a,b')).toMatchObject({
    kind: 'problems',
    problems: { name: 'Give the segment a name.', tag: expect.stringContaining('comma') as string, rule: [{ severity: 'error' }] },
  })
  await made('First', 'number_of_orders = 0', 'vip')
  expect(await create('Second', 'number_of_orders = 0', 'VIP')).toMatchObject({ kind: 'problems', problems: { tag: expect.stringContaining("'First'") as string } })
  expect(await listSegments(stage.ctx, { shop: stage.shop })).toHaveLength(1)
})

test('a rule about its own tag, and circles over several segments, are refused', async () => {
  expect(await create('Own', "customer_tags CONTAINS 'Own'", 'own')).toMatchObject({ kind: 'problems', problems: { rule: [{ code: 'own-tag' }] } })
  const first = await made('First', 'number_of_orders = 0', 'first')
  await made('Second', "customer_tags CONTAINS 'first'", 'second')
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: first, rule: "customer_tags CONTAINS 'second'" })).toMatchObject({
    kind: 'problems', problems: { rule: [{ code: 'circle' }] },
  })
  // A new tag can close a circle through the rules of others as well.
  await made('Third', "customer_tags CONTAINS 'fourth'", 'third')
  expect(await create('Fourth', "customer_tags CONTAINS 'third'", 'fourth')).toMatchObject({ kind: 'problems', problems: { rule: [{ code: 'circle' }] } })
})

test('an edit that changes nothing makes no version; a missing segment is missing', async () => {
  const id = await made('First', 'number_of_orders = 0', 'first')
  expect(await editSegment(stage.ctx, { shop: stage.shop, id, name: 'First' })).toMatchObject({ kind: 'edited', segment: { version: 1 } })
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: 99, name: 'x' })).toEqual({ kind: 'missing' })
  expect(await setSegmentState(stage.ctx, { shop: stage.shop, id: 99, state: 'on' })).toEqual({ kind: 'missing' })
})

test('a segment is read with its members a page at a time, since when each belongs, and its versions', async () => {
  for (let index = 1; index <= 5; index++) await stage.facts(...customer(String(10 + index), opening))
  const id = await made('All', 'number_of_orders = 0', 'all')
  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'on' })
  await stage.ctx.ring('backfill', stage.shop)
  // This test has no Shopify.
  await setWrites(stage.ctx, { shop: stage.shop, enabled: false })
  await stage.settle()
  const page = await readSegment(stage.ctx, { shop: stage.shop, id, limit: 3 })
  expect(page).toMatchObject({ segment: { members: 5 }, next: 3 })
  expect(page?.members.map((member) => [member.shopifyId, member.since])).toEqual([['11', opening], ['12', opening], ['13', opening]])
  expect((await readSegment(stage.ctx, { shop: stage.shop, id, after: 3, limit: 3 }))?.next).toBeNull()
  expect(page?.versions.map((version) => [version.version, version.state])).toEqual([[2, 'on'], [1, 'off']])
  expect(await readSegment(stage.ctx, { shop: stage.shop, id: 99 })).toBeNull()
})

test('a segment whose rule has become a problem can still be paused and turned off, but not turned on', async () => {
  const id = await made('First', 'number_of_orders = 0', 'first')
  const set = (state: 'on' | 'paused' | 'off') => setSegmentState(stage.ctx, { shop: stage.shop, id, state })
  expect(await set('on')).toMatchObject({ kind: 'set', segment: { state: 'on' } })
  // As after a change of the language, or of the shop's currency.
  await stage.ctx.db.write(() => run('UPDATE segments SET rule = ? WHERE id = ?', 'number_of_planets = 9', id))
  expect(await set('paused')).toMatchObject({ kind: 'set', segment: { state: 'paused' } })
  expect(await set('on')).toMatchObject({ kind: 'problems', problems: { rule: [{ severity: 'error' }] } })
  expect(await set('off')).toMatchObject({ kind: 'set', segment: { state: 'off' } })
})

test.each(providers)('of two segments made at once with one tag, one is told that the tag is taken (%s)', async (provider) => {
  await stage.close()
  stage = await openStage({ provider })
  for (let round = 0; round < 5; round++) {
    const ends = await Promise.all(['one', 'two', 'three'].map((name) => create(`${name} ${round}`, 'number_of_orders = 0', `tag ${round}`)))
    expect(ends.map(({ kind }) => kind).sort()).toEqual(['created', 'problems', 'problems'])
  }
  const [first, second] = await Promise.all([made('First', 'number_of_orders = 0', 'first'), made('Second', 'number_of_orders = 0', 'second')])
  const edits = await Promise.all([first, second].map((id) => editSegment(stage.ctx, { shop: stage.shop, id, tag: 'same' })))
  expect(edits.map(({ kind }) => kind).sort()).toEqual(['edited', 'problems'])
})

test('a name stands for one segment: another may not have it, and rules may ask for it in any case', async () => {
  const first = await made('Big Spenders', 'amount_spent >= 500', 'big')
  expect(await create('big spenders', 'number_of_orders = 0', 'other')).toMatchObject({ kind: 'problems', problems: { name: expect.stringContaining("'Big Spenders'") as string } })
  expect(await create('Asking', "in_segment('BIG spenders')", 'asking')).toMatchObject({ kind: 'created' })
  expect(await create('Lost', "number_of_orders = 0 OR in_segment('Big Spender')", 'lost')).toMatchObject({
    kind: 'problems', problems: { rule: [{ code: 'unknown-segment', start: 35, end: 48, replacement: "'Big Spenders'" }] },
  })
  expect(await create('Self', "in_segment('Self')", 'self')).toMatchObject({ kind: 'problems', problems: { rule: [{ code: 'own-name' }] } })
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: first, rule: "in_segment('Asking')" })).toMatchObject({ kind: 'problems', problems: { rule: [{ code: 'circle' }] } })
})

test('a segment that rules ask for by name keeps its name and is not deleted; spelling, tag and state are free', async () => {
  const asked = await made('VIP', 'amount_spent >= 500', 'vip')
  const asker = await made('Letter', "NOT in_segment('vip')", 'letter')
  const why = expect.stringContaining("The rule of 'Letter' asks for this segment by its name.") as string
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: asked, name: 'Best' })).toMatchObject({ kind: 'problems', problems: { name: why } })
  expect(await deleteSegment(stage.ctx, { shop: stage.shop, id: asked })).toEqual({ kind: 'asked-for', by: ['Letter'], why })
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: asked, name: 'Vip', tag: 'best' })).toMatchObject({ kind: 'edited' })
  expect(await setSegmentState(stage.ctx, { shop: stage.shop, id: asked, state: 'on' })).toMatchObject({ kind: 'set' })
  await editSegment(stage.ctx, { shop: stage.shop, id: asker, rule: 'number_of_orders = 0' })
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: asked, name: 'Best' })).toMatchObject({ kind: 'edited' })
  expect(await deleteSegment(stage.ctx, { shop: stage.shop, id: asked })).toEqual({ kind: 'deleted' })
})

test('a new tag that another rule names by its tag may close a circle with names', async () => {
  const first = await made('First', "customer_tags CONTAINS 'late'", 'first')
  const second = await made('Second', "in_segment('First')", 'second')
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: second, tag: 'late' })).toMatchObject({ kind: 'problems', problems: { rule: [{ code: 'circle' }] } })
  expect(await editSegment(stage.ctx, { shop: stage.shop, id: first, tag: 'early' })).toMatchObject({ kind: 'edited' })
})
