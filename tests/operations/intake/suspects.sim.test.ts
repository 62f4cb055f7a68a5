// Suspects are read again by fifties: one that Shopify cannot answer for, or that never comes clear, holds up nobody.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { all, run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { applyDeliveries } from '#app/operations/intake/apply-deliveries.ts'
import type { Answer } from '#app/shopify/shopify.ts'
import { type House, openHouse } from '#tests/shopify/house.ts'

let house: House
let shop: number
beforeEach(async () => {
  house = await openHouse({ customers: 150 })
  shop = await house.open()
  await house.sync(shop)
  await house.settled(shop)
})
afterEach(() => house.close())

const suspects = () => house.fresh.db.read(() => all<{ id: string }>('SELECT CAST(shopify_id AS TEXT) AS id FROM customers WHERE shop_id = ? AND suspect IS NOT NULL ORDER BY number', shop))

test('customers whose answers are errors stay suspect, and all behind them are read', async () => {
  await house.fresh.db.write(() => run("UPDATE customers SET suspect = 'doubt 1' WHERE shop_id = ?", shop))
  const everybody = (await suspects()).map(({ id }) => id)
  const bad = new Set([everybody[0], everybody[17], everybody[60]].map((id) => `gid://shopify/Customer/${id}`))
  let asked = 0
  const ctx: Context = {
    ...house.ctx,
    shopify: {
      ...house.ctx.shopify,
      async ask<T>(name: string, document: string, variables?: Record<string, unknown>): Promise<Answer<T>> {
        asked++
        const answer = await house.ctx.shopify.ask<T>(name, document, variables)
        const ids = (variables?.ids ?? []) as string[]
        if (answer.kind !== 'ok' || !ids.some((id) => bad.has(id))) return answer
        const { nodes } = answer.data as { nodes: unknown[] }
        const data = { nodes: nodes.map((node, index) => (bad.has(ids[index] ?? '') ? null : node)) } as unknown as Partial<T>
        return { kind: 'partial', data, messages: ['Internal error. Looks like something went wrong on our end.'], cost: answer.cost }
      },
    },
  }
  expect(await applyDeliveries(ctx, { shop })).toMatchObject({ kind: 'done' })
  expect((await suspects()).map(({ id }) => `gid://shopify/Customer/${id}`)).toEqual([...bad])
  expect(asked).toBeLessThan(60)
})
