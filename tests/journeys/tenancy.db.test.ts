// A shop that is handed the ids of another: it learns nothing of it and changes nothing of it, through any operation that takes an id.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { shopById, type Shop } from '#app/db/shops.ts'
import { explainCustomer } from '#app/operations/customers/explain-customer.ts'
import { readCustomer } from '#app/operations/customers/read-customer.ts'
import { createDiscount } from '#app/operations/native/create-discount.ts'
import { readNative } from '#app/operations/native/read-native.ts'
import { applyFacts } from '#app/operations/intake/apply-facts.ts'
import { keepDataRequest } from '#app/operations/intake/data-request.ts'
import { eraseCustomer } from '#app/operations/intake/erase-customer.ts'
import { hearEvent } from '#app/operations/intake/hear-event.ts'
import { backtestRule } from '#app/operations/segments/backtest-rule.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { estimateSegment } from '#app/operations/segments/estimate-segment.ts'
import { previewPeople } from '#app/operations/segments/preview-people.ts'
import { previewSegment } from '#app/operations/segments/preview-segment.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { unfreezeSegment } from '#app/operations/segments/unfreeze-segment.ts'
import { adoptTag } from '#app/operations/tagging/adopt-tag.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'
import { drift } from '#app/operations/tagging/drift.ts'
import { dryRun } from '#app/operations/tagging/dry-run.ts'
import { refused } from '#app/operations/tagging/refused.ts'
import { setOnRemoval } from '#app/operations/tagging/set-on-removal.ts'
import { tagUse } from '#app/operations/tagging/tag-use.ts'
import { writesOfSegment } from '#app/operations/tagging/writes-of-segment.ts'
import { answerDataRequest, dataRequests } from '#app/operations/shop/data-requests.ts'
import { providers } from '#tests/database.ts'
import { type DoorStage, openDoorStage } from '#tests/journeys/door-stage.ts'
import { operationsWithIds } from '#tests/journeys/operations-with-ids.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening } from '#tests/journeys/shop-stage.ts'

/** Whose everything is, by their own ids. */
interface Side { readonly shop: number; readonly domain: string; readonly customer: string; readonly order: string; readonly segment: number; readonly request: number }

let door: DoorStage
let ours: Side
let theirs: Side

const later = opening + 3_600_000
const rule = "email_subscription_status = 'SUBSCRIBED'"
const shopOf = async ({ shop }: Side): Promise<Shop> => {
  const found = await door.ctx.db.read(() => shopById(shop))
  if (!found) throw new Error('no shop')
  return found
}
const delivery = (topic: string) => ({ id: 0, shop: ours.domain, webhookId: 'w', topic, triggeredAt: later, receivedAt: later, payload: '{}', attempts: 0 })

/** Everything a delivery could say of somebody else's customer and order. */
const changes = (): FactChange[] => [
  ...customer(theirs.customer, later, ['taken']),
  order(theirs.order, theirs.customer, later, 1),
  { kind: 'customersMerged', kept: ours.customer, gone: theirs.customer, at: later },
  { kind: 'orderGone', order: theirs.order, at: later },
  { kind: 'customerGone', customer: theirs.customer, at: later },
]

/** By operation: the attempt, and what comes of it. */
const attempts: Readonly<Record<string, () => Promise<void>>> = {
  explainCustomer: async () => expect(await explainCustomer(door.ctx, { shop: ours.shop, shopifyId: theirs.customer })).toBeUndefined(),
  readCustomer: async () => expect(await readCustomer(door.ctx, { shop: ours.shop, shopifyId: theirs.customer })).toBeUndefined(),
  readSegment: async () => expect(await readSegment(door.ctx, { shop: ours.shop, id: theirs.segment })).toBeNull(),
  deleteSegment: async () => expect(await deleteSegment(door.ctx, { shop: ours.shop, id: theirs.segment })).toEqual({ kind: 'missing' }),
  editSegment: async () => expect(await editSegment(door.ctx, { shop: ours.shop, id: theirs.segment, name: 'Taken' })).toEqual({ kind: 'missing' }),
  setSegmentState: async () => expect(await setSegmentState(door.ctx, { shop: ours.shop, id: theirs.segment, state: 'off' })).toEqual({ kind: 'missing' }),
  unfreezeSegment: async () => expect(await unfreezeSegment(door.ctx, { shop: ours.shop, id: theirs.segment })).toEqual({ kind: 'missing' }),
  adoptTag: async () => expect(await adoptTag(door.ctx, { shop: ours.shop, id: theirs.segment })).toEqual({ kind: 'missing' }),
  approveWrites: async () => expect(await approveWrites(door.ctx, { shop: ours.shop, segments: [theirs.segment] })).toEqual({ kind: 'missing' }),
  setOnRemoval: async () => expect(await setOnRemoval(door.ctx, { shop: ours.shop, id: theirs.segment, onRemoval: 'respect' })).toEqual({ kind: 'missing' }),
  dryRun: async () => expect(await dryRun(door.ctx, { shop: ours.shop, segment: theirs.segment })).toBeNull(),
  drift: async () => expect(await drift(door.ctx, { shop: ours.shop, segment: theirs.segment })).toMatchObject({ rows: [] }),
  refused: async () => expect((await refused(door.ctx, { shop: ours.shop })).customers.map(({ shopifyId }) => shopifyId)).not.toContain(theirs.customer),
  tagUse: async () => expect(await tagUse(door.ctx, { shop: ours.shop, tag: 'elsewhere', id: theirs.segment })).toMatchObject({ owner: null, carriers: 0 }),
  writesOfSegment: async () => expect(await writesOfSegment(door.ctx, { shop: ours.shop, segment: theirs.segment })).toBeNull(),
  readNative: async () => expect(await readNative(door.ctx, { shop: ours.shop, id: theirs.segment })).toBeNull(),
  createDiscount: async () => {
    const draft = { kind: 'code', title: 'Ten off', code: 'TEN', percentage: '10', oncePerCustomer: false } as const
    expect(await createDiscount(door.ctx, { shop: ours.shop, segment: theirs.segment, draft })).toEqual({ kind: 'missing' })
  },
  previewPeople: async () => {
    const asked = (segment: number | null) => previewPeople(door.ctx, { shop: ours.shop, rule, segment })
    expect(await asked(theirs.segment)).toEqual(await asked(null))
  },
  createSegment: async () => {
    const asking = { shop: ours.shop, name: 'Asks', tag: 'asks', rule: "in_segment('Theirs')" }
    expect(await createSegment(door.ctx, asking)).toMatchObject({ kind: 'problems', problems: { rule: [{ severity: 'error' }] } })
  },
  previewSegment: async () => {
    const asked = (segment: number | null) => previewSegment(door.ctx, { shop: ours.shop, rule, segment })
    const asNew = await asked(null)
    expect(asNew).toMatchObject({ count: 1, joining: 1, leaving: 0 })
    expect(await asked(theirs.segment)).toEqual(asNew)
  },
  estimateSegment: async () => {
    const asked = (segment: number | null) => estimateSegment(door.ctx, { shop: ours.shop, rule, segment })
    expect(await asked(theirs.segment)).toEqual(await asked(null))
  },
  backtestRule: async () => {
    const asked = (segment: number | null) => backtestRule(door.ctx, { shop: ours.shop, rule, segment, reach: '90-days', step: 'week' })
    expect(await asked(theirs.segment)).toEqual(await asked(null))
  },
  answerDataRequest: async () => expect(await answerDataRequest(door.ctx, { shop: ours.shop, id: theirs.request })).toEqual({ kind: 'unknown' }),
  keepDataRequest: async () => {
    await keepDataRequest(door.ctx, await shopOf(ours), { kind: 'dataRequested', customer: theirs.customer, orders: [theirs.order], request: null }, 'made up')
    const [made] = await dataRequests(door.ctx, { shop: ours.shop })
    const answer = await answerDataRequest(door.ctx, { shop: ours.shop, id: made?.id ?? 0 })
    expect(JSON.parse(answer.kind === 'answer' ? answer.json : '{}')).toMatchObject({ customer: theirs.customer, facts: null, orders: [], checkouts: [], tags: [], tagsChanged: [], memberships: [] })
  },
  eraseCustomer: async () => eraseCustomer(door.ctx, await shopOf(ours), theirs.customer, [theirs.order]),
  hearEvent: async () => {
    expect(await hearEvent(door.ctx, await shopOf(ours), { kind: 'redactCustomer', customer: theirs.customer, orders: [theirs.order] }, delivery('customers/redact'))).toEqual({ kind: 'done' })
  },
  applyFacts: async () => applyFacts(door.ctx, ours.shop, changes()),
  acceptDelivery: async () => {
    await door.deliver('customers/update', JSON.stringify({ id: theirs.customer, updated_at: new Date(later).toISOString(), email: 'x@taken.example' }), { shop: ours.domain })
    await door.deliver('customers/delete', JSON.stringify({ id: theirs.customer }), { shop: ours.domain })
    await door.deliver('orders/delete', JSON.stringify({ id: theirs.order }), { shop: ours.domain })
    await door.deliver('customers/redact', JSON.stringify({ customer: { id: theirs.customer }, orders_to_redact: [theirs.order], shop_domain: theirs.domain }), { shop: ours.domain })
  },
}

/** Operations that no id reaches from outside. */
const handed: Readonly<Record<string, string>> = {
  setRetention: 'takes periods and the shop they are for',
  setSettleAfter: 'takes a period and the shop it is for',
  bucketOf: 'takes a shop that was read',
  differing: 'takes a tag and the shop it is asked of',
  ourCount: 'takes a stretch of time and the shop it is counted in',
  repairCheckouts: 'takes a stretch of time; what is repaired is found within the shop',
  repairStretch: 'takes a stretch of time; what is repaired is found within the shop',
  toldBefore: 'takes the domain of a shop that was read',
  noteTrouble: 'takes what Shopify answered, and the shop it was asked for',
  rereadSuspects: 'counts its own tries by mark; what is re-read is found within the shop',
  resultUrl: 'takes the file of a run that was read within the shop',
  readUnheard: 'takes customers found within the shop whose intents are open',
}

describe.each(providers)('on %s', (provider) => {
  beforeAll(async () => {
    door = await openDoorStage({ provider })
    const other = await door.install('theirs.myshopify.com')
    ours = await live({ shop: door.stage.shop, domain: door.domain, customer: '5550000001', order: '5550000002' }, 'Ours')
    theirs = await live({ shop: other, domain: 'theirs.myshopify.com', customer: '6660000001', order: '6660000002' }, 'Theirs')
  })
  afterAll(() => door.close())

  /** A customer who belongs to a segment, with an order, a tag of ours, a delivery that failed and a request. */
  async function live(own: Pick<Side, 'shop' | 'domain' | 'customer' | 'order'>, name: string): Promise<Side> {
    const made = await createSegment(door.ctx, { shop: own.shop, name, rule, tag: 'subscribed', state: 'on' })
    if (made.kind !== 'created') throw new Error('not created')
    await approveWrites(door.ctx, { shop: own.shop, segments: [made.segment.id] })
    await applyFacts(door.ctx, own.shop, [...customer(own.customer, opening), { kind: 'emailConsent', customer: own.customer, state: 'SUBSCRIBED', at: opening + 1 }, order(own.order, own.customer, opening, 20)])
    await door.ctx.ring('backfill', own.shop)
    await door.stage.bells.answerAll(door.ctx)
    await door.deliver('customers/data_request', JSON.stringify({ customer: { id: own.customer }, orders_requested: [own.order] }), { shop: own.domain })
    await door.deliver('customers/update', JSON.stringify({ id: own.customer, created_at: 'never' }), { shop: own.domain })
    const [request] = await dataRequests(door.ctx, { shop: own.shop })
    return { ...own, segment: made.segment.id, request: request?.id ?? 0 }
  }

  const rowsOf = async ({ shop, domain, segment }: Side) => Object.fromEntries(Object.entries(await door.everything()).map(([table, rows]) =>
    [table, rows.filter((row) => row.shop_id === shop || row.shop === domain || row.segment_id === segment || (table === 'shops' && row.id === shop))]))

  test('both have something of every kind, and the same numbers within', async () => {
    for (const side of [ours, theirs]) {
      const { customers = [], ...rows } = await rowsOf(side)
      expect(customers).toMatchObject([{ number: 1, members: expect.stringContaining(`[[${side.segment},`) as string }])
      for (const table of ['orders', 'segments', 'segment_versions', 'membership_changes', 'membership_sets', 'tag_ledger', 'runs', 'deliveries']) expect([table, rows[table]?.length]).not.toEqual([table, 0])
    }
  })

  test('every operation that takes an id is tried', () => {
    expect([...Object.keys(attempts), ...Object.keys(handed)].sort()).toEqual(operationsWithIds().sort())
  })

  test.each(Object.keys(attempts))('%s', async (name) => {
    const before = await rowsOf(theirs)
    await attempts[name]?.()
    await door.stage.bells.answerAll(door.ctx)
    expect(await rowsOf(theirs)).toEqual(before)
  })
})
