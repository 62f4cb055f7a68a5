// The history of one customer, where first fills name nobody: each entry is told, and none twice.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { passagesOf } from '#app/operations/customers/passages.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { customer } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

let stage: ShopStage
beforeEach(async () => {
  stage = await openStage()
  await setWrites(stage.ctx, { shop: stage.shop, enabled: false })
})
afterEach(async () => {
  await stage.close()
  expect(stage.complaints).toEqual([])
})

test('who came with a first fill entered, left when the segment was turned off, and entered again with the next fill', async () => {
  await stage.facts(...customer('11', opening))
  const created = await createSegment(stage.ctx, { shop: stage.shop, name: 'Everyone', rule: 'number_of_orders >= 0', tag: 'all', state: 'on' })
  if (created.kind !== 'created') throw new Error(JSON.stringify(created))
  const { id } = created.segment
  await stage.settle()
  const first = stage.ctx.now()
  const told = async (since: number | null) => {
    const standing = since === null ? [] : [{ segment: id, since }]
    const passages = await stage.ctx.db.read(() => passagesOf(stage.shop, 1, standing))
    return passages.map(({ entered, reason }) => `${entered ? 'entered' : 'left'} ${reason}`)
  }
  expect(await told(first)).toEqual(['entered rule'])

  stage.step(1_000)
  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
  await stage.settle()
  expect(await told(null)).toEqual(['left state', 'entered rule'])

  stage.step(1_000)
  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'on' })
  await stage.settle()
  expect(await told(stage.ctx.now())).toEqual(['entered rule', 'left state', 'entered rule'])
})
