// The timer of the passing of time: rings when a verdict runs out and not before, for whatever instant a commit or a step of the clock brings nearest.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '#app/db/sql.ts'
import { openDueTimer, type DueTimer } from '#app/workers/due-timer.ts'
import { customer } from '#tests/journeys/people.ts'
import { openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const hour = 3_600_000
let stage: ShopStage
let timer: DueTimer | undefined
let offset: number
let rung: { readonly at: number; readonly shop: number }[]
let heard: () => void

beforeEach(async () => {
  offset = 0
  rung = []
  heard = () => {}
  stage = await openStage({ now: () => Date.now() + offset })
  await stage.facts(...customer('11', 1_000))
})
afterEach(async () => {
  await timer?.close()
  await stage.close()
})

const dueAt = async (at: number | null): Promise<void> => void (await stage.fresh.db.write(() => run('UPDATE customers SET due_at = ?', at)))
/** Without the net that looks every few seconds: what rings was armed for. */
const open = (): DueTimer => {
  const ring = async (_bell: string, shop: number): Promise<void> => {
    rung.push({ at: stage.ctx.now(), shop })
    await dueAt(null)
    heard()
  }
  timer = openDueTimer({ ...stage.ctx, ring }, (error) => { throw error }, hour)
  return timer
}
const nextRing = () => new Promise<void>((resolve) => { heard = resolve })

test('it is armed for the earliest instant, and rings at it', async () => {
  const at = stage.ctx.now() + 300
  await dueAt(at)
  const ring = nextRing()
  open()
  await ring
  expect(rung).toEqual([{ at: expect.any(Number) as number, shop: stage.shop }])
  expect(rung[0]?.at).toBeGreaterThanOrEqual(at)
})

test('a commit that brings an earlier instant arms it anew', async () => {
  await dueAt(stage.ctx.now() + hour / 2)
  const due = open()
  const at = stage.ctx.now() + 200
  const ring = nextRing()
  await due.after(stage.shop, dueAt(at))
  await ring
  expect(rung[0]?.at).toBeGreaterThanOrEqual(at)
})

test('a commit that brings a later one leaves it as it is', async () => {
  const at = stage.ctx.now() + 300
  await dueAt(at)
  const ring = nextRing()
  const due = open()
  await due.after(stage.shop, Promise.resolve())
  await due.after(stage.shop + 1, Promise.resolve())
  await ring
  expect(rung[0]?.at).toBeGreaterThanOrEqual(at)
})

test('a step of the store clock is followed', async () => {
  await dueAt(stage.ctx.now() + hour / 2)
  const due = open()
  await due.after(stage.shop, Promise.resolve())
  expect(rung).toEqual([])
  const ring = nextRing()
  offset = hour
  due.look()
  await ring
  expect(rung).toHaveLength(1)
})

test('who stays due, as before a walk over everyone, is rung for again without haste', async () => {
  await dueAt(stage.ctx.now() - hour)
  const due: DueTimer = openDueTimer({ ...stage.ctx, ring: async (_bell, shop) => {
    rung.push({ at: stage.ctx.now(), shop })
    // As a worker does when the bell could do nothing.
    void Promise.resolve().then(() => due.after(shop, Promise.resolve()))
    if (rung.length === 3) heard()
  } }, (error) => { throw error }, hour)
  timer = due
  await nextRing()
  expect((rung[2]?.at ?? 0) - (rung[0]?.at ?? 0)).toBeGreaterThan(200)
})

test('instants years ahead, beyond what a timer can wait, do not ring now', async () => {
  await dueAt(stage.ctx.now() + 2 ** 40)
  const due = open()
  await due.after(stage.shop, Promise.resolve())
  await new Promise((done) => setTimeout(done, 100))
  expect(rung).toEqual([])
})
