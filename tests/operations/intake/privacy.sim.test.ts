// Privacy topics, uninstalling and settings, from the store's own deliveries to the rows on the disk.
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packNumbers } from '#app/core/membership/number-set.ts'
import { shopById } from '#app/db/shops.ts'
import { all, run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { keepDataRequest } from '#app/operations/intake/data-request.ts'
import { eraseCustomer } from '#app/operations/intake/erase-customer.ts'
import { installShop } from '#app/operations/shop/install-shop.ts'
import { startSync } from '#app/operations/sync/start-sync.ts'
import { answerDataRequest, dataRequests } from '#app/operations/shop/data-requests.ts'
import { deleteOrder } from '#simulator/life/orders.ts'
import { requestData, requestRedaction } from '#simulator/life/privacy.ts'
import { deleteProduct } from '#simulator/life/products.ts'
import { install, uninstall, updateShop } from '#simulator/life/shop.ts'
import type { Customer } from '#simulator/store/model.ts'
import { factsOf, storeOf } from '#tests/operations/intake/facts-of.ts'
import { domain, type House, openHouse } from '#tests/shopify/house.ts'

let house: House
let shop: number
let buyer: Customer

beforeEach(async () => {
  house = await openHouse({ customers: 80 })
  shop = await house.open()
  await house.sync(shop)
  await house.settled(shop)
  const found = [...house.world.store.customers.values()].find(({ numberOfOrders, email }) => numberOfOrders > 1 && email !== null)
  if (!found) throw new Error('nobody bought twice')
  buyer = found
})
afterEach(() => house.close())

const shopRow = () => house.fresh.db.read(() => shopById(shop))
const count = async (table: string): Promise<number> => {
  const [row] = await house.fresh.db.read(() => all<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE shop_id = ?`, shop))
  return row?.count ?? 0
}

test('a data request can be answered with everything held, and only that', async () => {
  requestData(house.world, buyer)
  await house.settled(shop)
  const [request] = await dataRequests(house.ctx, { shop })
  expect(request?.customer).toBe(String(buyer.id))
  const answer = await answerDataRequest(house.ctx, { shop, id: request?.id ?? 0 })
  if (answer.kind !== 'answer') throw new Error(answer.kind)
  const held = JSON.parse(answer.json) as { facts: { email_domain: string }; orders: { id: string }[] }
  expect(held.facts.email_domain).toBe(buyer.email?.split('@')[1]?.toLowerCase())
  expect(held.orders.map(({ id }) => id).sort()).toEqual((house.world.store.ordersOf.get(buyer.id) ?? []).map(String).sort())
  expect(await answerDataRequest(house.ctx, { shop: shop + 1, id: request?.id ?? 0 })).toEqual({ kind: 'unknown' })
})

test('a data request names what Shopify said of the customer when it was asked', async () => {
  const [row] = await house.fresh.db.read(() => all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND shopify_id = ?', shop, BigInt(buyer.id)))
  const number = row?.number ?? 0
  const answered = (clause: string, members: readonly number[], knownBelow: number, fetchedAt: number | null): Promise<number> => house.fresh.db.write(() => run(
    'INSERT INTO delegated_clauses (shop_id, clause, fetched_at, members, known_below) VALUES (?, ?, ?, ?, ?)', shop, clause, fetchedAt, packNumbers(members), knownBelow))
  const at = Date.parse('2026-11-20T06:00:00Z')
  await answered('shopify_email.opened MATCHES ()', [number], number + 1, at)
  await answered('shopify_email.clicked MATCHES ()', [number + 1], number + 2, at)
  // Asked before the customer was known, and not answered yet.
  await answered('shopify_email.bounced MATCHES ()', [], number, at)
  await answered('shopify_email.delivered MATCHES ()', [], 0, null)
  requestData(house.world, buyer)
  await house.settled(shop)
  const [request] = await dataRequests(house.ctx, { shop })
  const answer = await answerDataRequest(house.ctx, { shop, id: request?.id ?? 0 })
  if (answer.kind !== 'answer') throw new Error(answer.kind)
  expect((JSON.parse(answer.json) as { askedOfShopify: unknown }).askedOfShopify).toEqual([
    { condition: 'shopify_email.opened MATCHES ()', met: true, answeredAt: '2026-11-20T06:00:00.000Z' },
    { condition: 'shopify_email.clicked MATCHES ()', met: false, answeredAt: '2026-11-20T06:00:00.000Z' },
  ])
})

test('a data request that is applied again after a crash is kept once', async () => {
  const row = await shopRow()
  if (!row) throw new Error('no shop')
  const event = { kind: 'dataRequested', customer: String(buyer.id), orders: [], request: null } as const
  for (const delivery of ['a', 'a', 'b']) await keepDataRequest(house.ctx, row, event, delivery)
  expect(await dataRequests(house.ctx, { shop })).toHaveLength(2)
})

test('everything of a customer with very many orders is erased, a short transaction at a time', async () => {
  await house.fresh.db.write(() => run(
    `INSERT INTO orders (shop_id, shopify_id, customer, version, created_at, processed_at, total, current_total, currency, lines)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
     SELECT shop_id, 900000000000 + i, number, 1, 1, 1, 1, 1, 'EUR', x'' FROM n, customers WHERE shop_id = ? AND shopify_id = ?`, shop, BigInt(buyer.id),
  ))
  const before = await count('orders')
  const row = await shopRow()
  if (!row) throw new Error('no shop')
  let left = before
  const most: number[] = []
  const ctx: Context = { ...house.ctx, db: { ...house.ctx.db, write: async (work) => {
    const value = await house.ctx.db.write(work)
    const now = await count('orders')
    most.push(left - now)
    left = now
    return value
  } } }
  await eraseCustomer(ctx, row, String(buyer.id), [])
  expect(Math.max(...most)).toBeLessThanOrEqual(200)
  expect(before - left).toBeGreaterThan(2_000)
  const plan = await house.fresh.db.read(() => all<{ detail: string }>('EXPLAIN QUERY PLAN UPDATE customers SET merged_into = NULL WHERE shop_id = ? AND merged_into = ?', shop, 1))
  expect(plan.map(({ detail }) => detail).join()).toContain('customers_merged')
})

test('a redacted customer is nowhere in the files any more', async () => {
  requestData(house.world, buyer)
  house.world.webhooks.emit('customers/update', { id: buyer.id, updated_at: '2026-11-22T09:00:00Z', email: buyer.email })
  await house.settled(shop)
  const orders = (house.world.store.ordersOf.get(buyer.id) ?? []).map(String)
  requestRedaction(house.world, buyer, true)
  await house.settled(shop)
  expect(await dataRequests(house.ctx, { shop })).toEqual([])
  const [row] = await house.fresh.db.read(() => all(`SELECT count(*) AS count FROM customers WHERE shop_id = ? AND shopify_id = ?`, shop, BigInt(buyer.id)))
  expect(row?.count).toBe(0)
  for (const order of orders) {
    const [left] = await house.fresh.db.read(() => all('SELECT count(*) AS count FROM orders WHERE shop_id = ? AND shopify_id = ?', shop, BigInt(order)))
    expect(left?.count).toBe(0)
  }
  const inbox = new Sqlite(house.fresh.url.slice('file:'.length).replace(/strata\.sqlite$/, 'inbox.sqlite'), { readonly: true })
  const payloads = inbox.prepare("SELECT count(*) FROM deliveries WHERE payload LIKE ?").pluck().get(`%${buyer.id}%`)
  inbox.close()
  expect(payloads).toBe(0)
})

test('an uninstall stops the shop and drops its tokens; two days later everything goes', async () => {
  uninstall(house.world)
  await house.settled(shop)
  expect(await shopRow()).toMatchObject({ state: 'uninstalled' })
  expect(await count('customers')).toBeGreaterThan(0)
  expect((await house.ctx.shopify.ask(domain, '{ shop { name } }')).kind).toBe('revoked')
  house.world.agenda.stepTo(house.world.clock.now() + 49 * 3_600_000)
  await house.settled(shop)
  expect(await shopRow()).toMatchObject({ state: 'redacted', shopifyId: null })
  for (const table of ['customers', 'orders', 'products', 'checkouts', 'runs', 'tag_ledger', 'membership_changes', 'segments']) expect([table, await count(table)]).toEqual([table, 0])
})

test('an uninstall that arrives after the reinstall is passed over', async () => {
  house.world.faults.webhooks.hold = true
  uninstall(house.world)
  install(house.world, house.world.config.scopes)
  // Installed anew a moment later than the uninstall was triggered.
  await house.fresh.db.write(() => run('UPDATE shops SET installed_at = ? WHERE id = ?', house.world.clock.now() + 1_000, shop))
  house.world.faults.webhooks.hold = false
  house.world.webhooks.wake()
  await house.settled(shop)
  expect(await shopRow()).toMatchObject({ state: 'installed' })
})

test('a reinstall reads the store again and notices who has gone meanwhile', async () => {
  uninstall(house.world)
  await house.settled(shop)
  const { store } = house.world
  const single = [...store.customers.values()].find((one) => one.numberOfOrders === 0 && (store.ordersOf.get(one.id) ?? []).length === 0)
  if (!single) throw new Error('everybody bought something')
  store.customers.delete(single.id)
  house.world.agenda.stepTo(house.world.clock.now() + 60_000)
  install(house.world, house.world.config.scopes)
  expect(await house.open()).toBe(shop)
  await house.sync(shop)
  await house.settled(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})

test('an order and a product deleted while no delivery came are noticed when the store is read again', async () => {
  const { store } = house.world
  const [product] = store.products.values()
  const order = [...store.orders.values()].filter((one) => one.customerId !== null)[3]
  if (!product || !order) throw new Error('an empty store')
  house.world.faults.webhooks.lose = 1
  deleteOrder(house.world, order)
  deleteProduct(house.world, product)
  await house.settled(shop)
  house.world.faults.webhooks.lose = 0
  house.world.agenda.stepTo(house.world.clock.now() + 120_000)
  await startSync(house.ctx, { shop })
  await house.sync(shop)
  await house.settled(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
  const [row] = await house.fresh.db.read(() => all<{ deleted_at: number | null }>('SELECT deleted_at FROM products WHERE shop_id = ? AND shopify_id = ?', shop, BigInt(product.id)))
  expect(row?.deleted_at).not.toBeNull()
})

test('orders out of reach of a sync are not taken for deleted', async () => {
  const oldest = [...house.world.store.orders.values()].sort((a, b) => a.createdAt - b.createdAt)[0]
  const { settings } = house.world.store
  settings.readAllOrders = false
  house.world.agenda.stepTo(house.world.clock.now() + 120_000)
  await startSync(house.ctx, { shop })
  await house.sync(shop)
  await house.settled(shop)
  const [row] = await house.fresh.db.read(() => all('SELECT deleted_at FROM orders WHERE shop_id = ? AND shopify_id = ?', shop, BigInt(oldest?.id ?? 0)))
  expect(row).toEqual({ deleted_at: null })
})

test('a new zone raises the rules, a new currency reads the store again', async () => {
  const before = await shopRow()
  updateShop(house.world, { zone: 'Asia/Tokyo' })
  await house.settled(shop)
  const moved = await shopRow()
  expect(moved).toMatchObject({ zone: 'Asia/Tokyo', currency: 'EUR' })
  expect(moved?.rulesVersion).toBeGreaterThan(before?.rulesVersion ?? 0)
  updateShop(house.world, { currency: 'JPY' })
  await house.settled(shop)
  expect(await shopRow()).toMatchObject({ currency: 'JPY' })
  const [running] = await house.fresh.db.read(() => all(`SELECT step FROM runs WHERE shop_id = ? AND kind = 'sync' AND state = 'running'`, shop))
  expect(running).toEqual({ step: 'ask' })
})

test('opening a page of a shop that is installed and well writes nothing', async () => {
  const before = await shopRow()
  expect(await installShop(house.ctx, { domain })).toEqual(before)
})
