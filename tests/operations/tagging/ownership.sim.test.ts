// Whose a tag is, against the simulated store: nothing before go, nothing of the merchant's unless taken over, and what happens when somebody takes ours away.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { all, run, type SqlValue } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { createDiscount } from '#app/operations/native/create-discount.ts'
import { adoptTag } from '#app/operations/tagging/adopt-tag.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'
import { drift } from '#app/operations/tagging/drift.ts'
import { dryRun } from '#app/operations/tagging/dry-run.ts'
import { outlook } from '#app/operations/tagging/outlook.ts'
import { refused, tryAgain } from '#app/operations/tagging/refused.ts'
import { setOnRemoval } from '#app/operations/tagging/set-on-removal.ts'
import { setSettleAfter } from '#app/operations/tagging/set-settle-after.ts'
import { settleTags } from '#app/operations/tagging/settle-tags.ts'
import { placeOrder } from '#simulator/life/orders.ts'
import { tagCustomer, untagCustomer } from '#simulator/life/tags.ts'
import { createRandom } from '#simulator/store/random.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

let stage: TaggedShop
beforeEach(async () => { stage = await openTaggedShop(40) })
afterEach(async () => { await stage.close() })

const sql = (text: string, ...values: SqlValue[]) => stage.ctx.db.write(() => run(text, ...values))
const world = () => stage.house.world
const living = () => [...world().store.customers.values()].filter((customer) => customer.mergedInto === null)
const buyers = () => living().filter((customer) => customer.numberOfOrders >= 1)
const others = () => living().filter((customer) => customer.numberOfOrders === 0)
const carrying = (tag: string) => living().filter((customer) => customer.tags.includes(tag)).map(({ id }) => id).sort()
const ids = (customers: readonly { readonly id: number }[]) => customers.map(({ id }) => id).sort()
const writes = () => world().counters.tagsAdd + world().counters.tagsRemove
const it = () => ({ shop: stage.shop })

/** Made as the pages make it: off, and then turned on. */
async function turnedOn(tag: string, rule = 'number_of_orders >= 1'): Promise<number> {
  const made = await createSegment(stage.ctx, { shop: stage.shop, name: tag, rule, tag })
  if (made.kind !== 'created') throw new Error(JSON.stringify(made))
  await setSegmentState(stage.ctx, { shop: stage.shop, id: made.segment.id, state: 'on' })
  await stage.quiet()
  return made.segment.id
}

async function written(tag: string, rule?: string): Promise<number> {
  const id = await turnedOn(tag, rule)
  await approveWrites(stage.ctx, { shop: stage.shop, segments: [id] })
  await stage.quiet()
  return id
}

test('a new shop writes nothing before go; then just what the dry run said', async () => {
  await sql('UPDATE shops SET approved_at = NULL WHERE id = ?', stage.shop)
  const id = await turnedOn('buyer')
  const dry = await dryRun(stage.ctx, { shop: stage.shop, segment: id })
  expect(dry).toMatchObject({ counted: true, add: buyers().length, remove: 0, about: false, points: 10 * buyers().length })
  expect(dry?.sample.length).toBeGreaterThan(0)
  expect(dry?.sample.every(({ shopifyId, add }) => ids(buyers()).includes(Number(shopifyId)) && add.join() === 'buyer')).toBe(true)
  expect(await settleTags(stage.ctx, it())).toEqual({ kind: 'held-back', why: 'unapproved' })
  expect(writes()).toBe(0)
  await approveWrites(stage.ctx, { shop: stage.shop, segments: [id] })
  await stage.quiet()
  expect(carrying('buyer')).toEqual(ids(buyers()))
  expect(writes()).toBe(dry?.add)
})

test('a segment that nobody said go for is left alone beside others that are written, and whoever turns it on again is asked again', async () => {
  await written('buyer')
  const id = await turnedOn('fresh', 'number_of_orders = 0')
  expect(carrying('fresh')).toEqual([])
  await approveWrites(stage.ctx, { shop: stage.shop, segments: [id] })
  await stage.quiet()
  expect(carrying('fresh')).toEqual(ids(others()))
  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
  await stage.quiet()
  expect(carrying('fresh')).toEqual([])
  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'on' })
  await stage.quiet()
  expect(carrying('fresh')).toEqual([])
  expect(carrying('buyer')).toEqual(ids(buyers()))
})

test('a tag the merchant set first stays theirs, until it is taken over', async () => {
  const [outsider, insider] = [others()[0]!, buyers()[0]!]
  for (const customer of [outsider, insider]) tagCustomer(world(), customer.id, ['Buyer'], 'merchant')
  await stage.quiet()
  const id = await turnedOn('buyer')
  expect(await dryRun(stage.ctx, { shop: stage.shop, segment: id })).toMatchObject({ add: buyers().length - 1 })
  await approveWrites(stage.ctx, { shop: stage.shop, segments: [id] })
  await stage.quiet()
  expect(outsider.tags).toContain('Buyer')
  expect(await adoptTag(stage.ctx, { shop: stage.shop, id })).toEqual({ kind: 'adopting' })
  await stage.quiet()
  expect(outsider.tags).not.toContain('Buyer')
  expect(insider.tags).toContain('Buyer')
  // What they set from then on is theirs again.
  tagCustomer(world(), outsider.id, ['buyer'], 'merchant')
  await stage.quiet()
  expect(outsider.tags.map((tag) => tag.toLowerCase())).toContain('buyer')
  // Adopted tags go like our own.
  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
  await stage.quiet()
  expect(ids(living().filter(({ tags }) => tags.some((tag) => tag.toLowerCase() === 'buyer')))).toEqual([outsider.id])
})

test('a tag of ours that somebody takes away is put back, and told', async () => {
  const id = await written('buyer')
  const [customer] = buyers()
  untagCustomer(world(), customer!.id, ['buyer'], 'merchant')
  await stage.quiet()
  expect(customer!.tags).toContain('buyer')
  expect(await drift(stage.ctx, { shop: stage.shop, segment: id })).toMatchObject({ lately: { removed: 1 }, rows: [{ tag: 'buyer', kind: 'removed', answer: 'put-back', shopifyId: String(customer!.id) }] })
})

test('where that is respected it stays off for as long as they belong, and to put back takes it in again', async () => {
  const id = await written('idle', 'number_of_orders = 0')
  await setOnRemoval(stage.ctx, { shop: stage.shop, id, onRemoval: 'respect' })
  const [one, other] = others()
  for (const customer of [one!, other!]) untagCustomer(world(), customer.id, ['idle'], 'merchant')
  await stage.quiet()
  expect(carrying('idle')).toEqual(ids(others().slice(2)))
  const before = writes()
  // Whatever happens else, it is not written again.
  tagCustomer(world(), one!.id, ['other'], 'merchant')
  await stage.quiet()
  expect(writes()).toBe(before)
  expect((await drift(stage.ctx, { shop: stage.shop, segment: id })).rows.map(({ answer }) => answer)).toEqual(['respected', 'respected'])
  // They leave: what was declined is forgotten.
  placeOrder(world(), createRandom(3), one!)
  await stage.quiet()
  expect(await stage.ctx.db.read(() => all("SELECT owner FROM tag_ledger WHERE shop_id = ? AND owner = 'declined'", stage.shop))).toHaveLength(1)
  await setOnRemoval(stage.ctx, { shop: stage.shop, id, onRemoval: 'put-back' })
  await stage.quiet()
  expect(carrying('idle')).toEqual(ids(others()))
})

test('a tag that gets another name moves everyone without a gap, and leaves the merchant’s where they are', async () => {
  const outsider = others()[0]!
  tagCustomer(world(), outsider.id, ['old'], 'merchant')
  await stage.quiet()
  const id = await written('old')
  const from = world().journal.length
  await editSegment(stage.ctx, { shop: stage.shop, id, tag: 'new' })
  await stage.quiet()
  expect(carrying('new')).toEqual(ids(buyers()))
  expect(carrying('old')).toEqual([outsider.id])
  const moves = world().journal.slice(from).filter(({ by }) => by === 'app')
  for (const { id: customer } of buyers()) {
    const [first, second] = moves.filter(({ customerId }) => customerId === customer)
    expect([first?.added, second?.removed]).toEqual([['new'], ['old']])
  }
})

test('changes gather for as long as the shop says: what comes and goes meanwhile costs nothing', async () => {
  const id = await written('buyer')
  await setSettleAfter(stage.ctx, { shop: stage.shop, ms: 60_000 })
  const before = writes()
  const rules = ['number_of_orders >= 1', 'number_of_orders >= 2', 'number_of_orders = 0']
  for (let flips = 0; flips < 9; flips++) {
    await editSegment(stage.ctx, { shop: stage.shop, id, rule: rules[(flips + 1) % 3]! })
    await stage.bells.answerAll({ ...stage.ctx, ring: async (bell, shop, ms = 0) => (ms > 1_000 ? undefined : stage.ctx.ring(bell, shop, ms)) })
  }
  expect(writes()).toBe(before)
  const settle = () => settleTags(stage.ctx, it())
  expect(await settle()).toMatchObject({ kind: 'gathering' })
  world().clock.stepTo(world().clock.now() + 60_000)
  await settle()
  world().clock.stepTo(world().clock.now() + 60_000)
  await settle()
  expect(carrying('buyer')).toEqual(ids(buyers()))
  expect(writes()).toBe(before)
})

test('what a live discount hangs on is written first', async () => {
  const plain = await written('plain', 'number_of_orders >= 1')
  const dear = await written('dear', 'number_of_orders = 0')
  const draft = { kind: 'code', title: 'Ten off', code: 'TEN', percentage: '10', oncePerCustomer: false } as const
  expect(await createDiscount(stage.ctx, { shop: stage.shop, segment: dear, draft })).toMatchObject({ kind: 'created' })
  await setSettleAfter(stage.ctx, { shop: stage.shop, ms: 0 })
  const from = world().journal.length
  // Both change for everyone; the plain one first.
  const hold = { ...stage.ctx, ring: async (bell: Parameters<typeof stage.ctx.ring>[0], shop: number) => (bell === 'settle' ? undefined : stage.ctx.ring(bell, shop)) }
  await editSegment(hold, { shop: stage.shop, id: plain, rule: 'number_of_orders >= 1000' })
  await stage.bells.answerAll(hold)
  await editSegment(hold, { shop: stage.shop, id: dear, rule: 'number_of_orders >= 1000' })
  await stage.bells.answerAll(hold)
  expect((await outlook(stage.ctx, it()))?.waiting).toBe(living().length)
  await stage.ctx.ring('settle', stage.shop)
  await stage.quiet()
  const removed = world().journal.slice(from).flatMap(({ removed }) => removed)
  expect(removed.slice(0, others().length)).toEqual(others().map(() => 'dear'))
})

test('a customer with 250 tags is shown with the reason, and written once there is room', async () => {
  const full = buyers()[0]!
  tagCustomer(world(), full.id, Array.from({ length: 250 - full.tags.length }, (_, index) => `t${index}`), 'merchant')
  await stage.quiet()
  await written('buyer')
  const { customers } = await refused(stage.ctx, it())
  expect(customers).toMatchObject([{ shopifyId: String(full.id), why: expect.stringContaining('250') as string }])
  untagCustomer(world(), full.id, ['t0', 't1'], 'merchant')
  await stage.quiet()
  await tryAgain(stage.ctx, it())
  await stage.quiet()
  expect(full.tags).toContain('buyer')
  expect((await refused(stage.ctx, it())).customers).toEqual([])
})
