// An open page asks every few seconds; of a shop in trouble Shopify is asked again once a minute.
import { afterEach, expect, test } from 'vitest'
import { updateShop } from '#app/db/shops.ts'
import { all } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { installShop } from '#app/operations/shop/install-shop.ts'
import { domain, type House, openHouse } from '#tests/shopify/house.ts'

let house: House
afterEach(() => house.close())

test('while a shop is in trouble, a page that polls writes, rings and logs once a minute', async () => {
  house = await openHouse({ customers: 30 })
  const shop = await house.open()
  await house.sync(shop)
  await house.fresh.db.write(() => updateShop(shop, { trouble: 'data-access-not-approved' }))
  const rung: string[] = []
  const ctx: Context = { ...house.ctx, ring: async (bell) => void rung.push(bell) }
  const visit = () => installShop(ctx, { domain })
  const rows = () => house.fresh.db.read(() => all('SELECT * FROM leases'))

  await visit()
  expect(rung).toEqual(['advanceSync', 'applyDeliveries', 'settle'])
  const [after, said] = [await rows(), house.said.length]
  for (let polls = 0; polls < 10; polls++) {
    house.later(5_000)
    expect(await visit()).toMatchObject({ trouble: 'data-access-not-approved' })
  }
  expect([rung.length, await rows(), house.said.length]).toEqual([3, after, said])
  house.later(11_000)
  await visit()
  expect(rung).toHaveLength(6)
})
