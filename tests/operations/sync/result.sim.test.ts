// Whoever has the address of a bulk result can read it, and its lines are about people: neither is written down.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { all, run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
import { type House, openHouse } from '#tests/shopify/house.ts'

let house: House
let shop: number
beforeEach(async () => {
  house = await openHouse({ customers: 30 })
  shop = await house.open()
})
afterEach(() => house.close())

const rows = () => house.fresh.db.read(() => all<{ progress: string; problem: string | null; state: string }>("SELECT progress, problem, state FROM runs WHERE kind = 'sync'"))
const giving = (download: Context['shopify']['download']): Context => ({ ...house.ctx, shopify: { ...house.ctx.shopify, download } })

/** Advances until a bulk file was read, whatever came of it. */
async function untilRead(ctx: Context, read: () => boolean): Promise<void> {
  for (let steps = 0; steps < 200 && !read(); steps++) {
    const end = await advanceSync(ctx, { shop })
    if (end.kind === 'waiting') house.later(end.ms)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(read()).toBe(true)
}

test('the address of a result is not in the database while it is read, nor after it failed', async () => {
  const seen: string[] = []
  const ctx = giving(async function* (url) {
    seen.push(url)
    for (const row of await rows()) expect(row.progress).not.toContain(url)
    yield '\n'
    throw new Error('the connection broke')
  })
  await untilRead(ctx, () => seen.length > 0)
  for (const row of await rows()) expect(JSON.stringify(row)).not.toContain(new URL(seen[0] ?? '').pathname)
  await house.sync(shop)
})

test('a line that cannot be read is named by its number and not quoted', async () => {
  let read = false
  await untilRead(giving(async function* () {
    read = true
    yield '{"id":"gid://shopify/Product/1"}\n{"id":"gid://shopify/Customer/1","firstName":Mary}\n'
  }), () => read)
  const [row] = await rows()
  expect(row?.problem).toContain('line 2')
  expect(JSON.stringify([row, house.said])).not.toContain('Mary')
})

test('a file that is being read when the shop is taken away leaves nothing behind', async () => {
  let read = false
  await untilRead(giving(async function* (url, signal) {
    read = true
    await house.fresh.db.write(() => run("UPDATE shops SET state = 'redacted' WHERE id = ?", shop))
    yield* house.ctx.shopify.download(url, signal)
  }), () => read)
  for (const table of ['customers', 'orders', 'products']) expect(await house.fresh.db.read(() => all(`SELECT 1 FROM ${table}`))).toEqual([])
  expect(house.said.filter(({ level }) => level === 'error')).toEqual([])
})
