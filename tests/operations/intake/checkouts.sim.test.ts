// Carts left behind, completed and cleared away, and what must never be kept of whoever they belong to.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { all } from '#app/db/sql.ts'
import { events } from '#simulator/life/events.ts'
import { randomEvents } from '#simulator/life/random-events.ts'
import { Wish } from '#simulator/life/wish.ts'
import { createRandom } from '#simulator/store/random.ts'
import { type House, openHouse } from '#tests/shopify/house.ts'

let house: House
let shop: number

beforeEach(async () => {
  house = await openHouse({ customers: 80 })
  shop = await house.open()
  await house.sync(shop)
})
afterEach(() => house.close())

const open = () => house.fresh.db.read(function* () {
  const rows = yield* all<{ token: string; customer: string; created_at: number; lines: string }>(
    `SELECT k.token, CAST(c.shopify_id AS TEXT) AS customer, k.created_at, k.lines FROM checkouts k JOIN customers c ON c.shop_id = k.shop_id AND c.number = k.customer
     WHERE k.shop_id = ? AND k.completed_at IS NULL AND k.deleted_at IS NULL`,
    shop,
  )
  const products = new Map((yield* all<{ number: number; id: string }>('SELECT number, CAST(shopify_id AS TEXT) AS id FROM products WHERE shop_id = ?', shop)).map(({ number, id }) => [number, id]))
  return Object.fromEntries(rows.map((row) => [row.token, {
    customer: row.customer, at: row.created_at, lines: (JSON.parse(row.lines) as [number, number, number][]).map(([number, quantity, amount]) => [products.get(number), quantity, amount]),
  }]))
})

const left = () => Object.fromEntries([...house.world.store.checkouts.values()].map((one) => [String(one.id), {
  customer: String(one.customerId), at: one.createdAt, lines: one.lines.map((line) => [String(line.productId), line.quantity, line.price * line.quantity]),
}]))

test('what was left behind before the app came is read with the store', async () => {
  expect(Object.keys(left()).length).toBeGreaterThan(1)
  expect(await open()).toEqual(left())
})

test('what was left behind is known with its contents, whatever its deliveries go through; what was bought is not among it', async () => {
  Object.assign(house.world.faults.webhooks, { twice: 0.3, shuffle: true })
  for (let round = 0; round < 2; round++) {
    await randomEvents(house.world, createRandom(round), 45, { kinds: ['abandon', 'order', 'firstOrder', 'clearCheckout'] })
    await house.settled(shop)
    house.world.agenda.stepTo(house.world.clock.now() + 5_000)
  }
  expect(Object.keys(left()).length).toBeGreaterThan(5)
  expect(await open()).toEqual(left())
  const [completed] = await house.fresh.db.read(() => all<{ count: number }>('SELECT count(*) AS count FROM checkouts WHERE shop_id = ? AND completed_at IS NOT NULL', shop))
  expect(completed?.count).toBeGreaterThan(5)
})

test('a named product is left behind, a named code is used', async () => {
  const [product] = house.world.store.products.values()
  const buyer = [...house.world.store.customers.values()].find(({ email }) => email !== null)
  const wish = new Wish({ customerId: buyer?.id, productId: product?.id, code: 'OPENING' })
  for (const kind of ['abandon', 'order']) events[kind]?.happen(house.world, createRandom(1), wish)
  await house.settled(shop)
  expect(Object.values(await open())).toContainEqual(expect.objectContaining({ customer: String(buyer?.id), lines: [[String(product?.id), 1, expect.any(Number)]] }))
  const codes = await house.fresh.db.read(() => all<{ discount_codes: string }>(`SELECT discount_codes FROM orders WHERE shop_id = ? AND discount_codes LIKE '%OPENING%'`, shop))
  expect(codes).toEqual([{ discount_codes: '["OPENING"]' }])
})

test('no telephone number, no note and no name of a mailbox is in any file', async () => {
  await randomEvents(house.world, createRandom(3), 80)
  await house.world.webhooks.flush({ retriesNow: true })
  const search = (): string => {
    const folder = dirname(house.fresh.url.slice('file:'.length))
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('\n')
  }
  // While the deliveries wait, and once they are applied.
  const files = [search()]
  await house.settled(shop)
  files.push(search())
  const people = [...house.world.store.customers.values()]
  const secrets = people.flatMap(({ phone, email, note }) => [phone, phone?.slice(1), email?.split('@')[0], note]).filter((secret) => typeof secret === 'string')
  expect(secrets.length).toBeGreaterThan(100)
  for (const text of files) {
    expect(text.includes('Clayworks')).toBe(true)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  }
  const phones = await house.fresh.db.read(() => all('SELECT number FROM customers WHERE shop_id = ? AND has_phone AND deleted_at IS NULL', shop))
  expect(phones).toHaveLength(people.filter(({ phone, mergedInto }) => phone !== null && mergedInto === null).length)
})
