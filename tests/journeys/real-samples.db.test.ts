// Every documented 2026-07 payload of the topics we subscribe to, signed, through the door into the facts: what must be so afterwards, topic by topic.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeLines } from '#app/core/facts/order-lines.ts'
import { dataRequests } from '#app/operations/shop/data-requests.ts'
import { providers } from '#tests/database.ts'
import { busy, type DoorStage, openDoorStage } from '#tests/journeys/door-stage.ts'
import { sampleText, topics } from '#tests/journeys/samples.ts'
import { opening } from '#tests/journeys/shop-stage.ts'

/** The store's settings are told; everything else must wait. */
const shopify: typeof busy = {
  ...busy,
  ask: async <T>(_shop: string, document: string) =>
    document.includes('ShopSettings')
      ? { kind: 'ok', cost: null, data: { shop: { id: 'gid://shopify/Shop/548380009', ianaTimezone: 'America/Chicago', currencyCode: 'USD', plan: null }, currentAppInstallation: { accessScopes: [{ handle: 'read_all_orders' }] } } as T }
      : { kind: 'throttled', waitMs: 120_000, cost: null },
}

const turnOf2022 = Date.UTC(2022, 0, 1)
const day2005 = Date.UTC(2005, 4, 5, 5)
const triggered = opening + 60_000

let door: DoorStage
interface At { readonly shop: number; readonly number: (table: string) => Promise<number> }
type Proof = (at: At) => Promise<void>

const one = async (query: string, ...values: (string | number | bigint)[]) => {
  const rows = await door.rows(query, ...values)
  expect(rows).toHaveLength(1)
  return rows[0] ?? {}
}
const columns = (names: string) => names.split(' ').map((name) => (name.endsWith('_id') || name === 'awaited_customer' ? `CAST(${name} AS TEXT) AS ${name}` : name)).join(', ')
const customer = (shop: number, names: string) => one(`SELECT ${columns(`shopify_id suspect ${names}`)} FROM customers WHERE shop_id = ?`, shop)
const order = (shop: number, names: string) => one(`SELECT ${columns(`shopify_id suspect ${names}`)} FROM orders WHERE shop_id = ?`, shop)
/** Webhooks do not tell tags, totals and consents of somebody new: they are read from Shopify. */
const toBeRead = expect.stringMatching(/^new /) as string

const profile: Proof = async ({ shop }) => {
  expect(await customer(shop, 'state created_at profile_at email_domain has_note places tags number_of_orders sms_consent')).toMatchObject({
    shopify_id: '706405506930370084', state: 'DISABLED', created_at: turnOf2022, profile_at: turnOf2022, email_domain: 'biller.com', tags: '[]', number_of_orders: 0, sms_consent: null, suspect: toBeRead,
    places: JSON.stringify([{ country: 'CA', region: 'CA-ON', city: 'CA-ON-Ottawa', zip: 'K2P', lat: null, lon: null }]),
  })
}

/** Test, cancelled and voided: kept as it is, and counted by nothing (see odd-ones.db.test.ts). Its customer has not been told of yet. */
const wholeOrder: Proof = async ({ shop, number }) => {
  const found = await order(shop, 'customer awaited_customer test cancelled_at financial_status fulfillment_status total current_total discounts refunded currency source_name tags ship_country ship_region version')
  expect({ ...found, test: Boolean(found.test) }).toEqual({
    shopify_id: '820982911946154508', suspect: null, customer: null, awaited_customer: '115310627314723954', test: true, cancelled_at: turnOf2022, financial_status: 'VOIDED', fulfillment_status: 'UNFULFILLED',
    total: 40_495, current_total: 41_495, discounts: 2_000, refunded: 0, currency: 'USD', source_name: 'web', tags: '["tag1","tag2"]', ship_country: 'US', ship_region: 'US-KY', version: turnOf2022,
  })
  const { lines } = await one('SELECT lines FROM orders WHERE shop_id = ?', shop)
  const sunglasses = await one(`SELECT number, known FROM products WHERE shop_id = ? AND shopify_id = ?`, shop, 788032119674292922n)
  expect(Boolean(sunglasses.known)).toBe(false)
  const decoded = decodeLines(lines as Uint8Array).map(({ product, quantity, originalTotal }) => [product, quantity, originalTotal])
  // Two of the five lines are of products that are not there any more.
  expect(decoded.sort((a, b) => (a[2] ?? 0) - (b[2] ?? 0))).toEqual([[0, 1, 1_999], [0, 1, 2_499], [sunglasses.number, 1, 8_999], [sunglasses.number, 1, 11_999], [sunglasses.number, 1, 15_999]])
  expect(await number('customers')).toBe(0)
}

const readAgain = (why: string): Proof => async ({ shop }) => {
  expect(await order(shop, 'version')).toEqual({ shopify_id: '820982911946154508', version: 0, suspect: expect.stringContaining(why) as string })
}

const checkout: Proof = async ({ shop }) => {
  const found = await one(`SELECT token, CAST(awaited_customer AS TEXT) AS customer, created_at, completed_at, deleted_at, lines FROM checkouts WHERE shop_id = ?`, shop)
  expect(found).toMatchObject({ token: '981820079255243537', customer: '603851970716743426', created_at: turnOf2022, completed_at: null, deleted_at: null })
  expect((JSON.parse(String(found.lines)) as number[][]).map(([, ...rest]) => rest)).toEqual([[1, 19_900], [1, 19_900]])
}

const product: Proof = async ({ shop }) => {
  const found = await one(`SELECT ${columns('shopify_id known title type vendor tags version deleted_at')} FROM products WHERE shop_id = ?`, shop)
  expect({ ...found, known: Boolean(found.known) }).toEqual({ shopify_id: '788032119674292922', known: true, title: 'Example T-Shirt', type: 'Shirts', vendor: 'Acme', tags: '["example","mens","t-shirt"]', version: turnOf2022, deleted_at: null })
}

const tags = (present: 0 | 1): Proof => async ({ shop }) => {
  expect(await customer(shop, 'tags')).toEqual({ shopify_id: '1', tags: JSON.stringify([['tag1', day2005, present], ['tag2', day2005, present]]), suspect: toBeRead })
}

const passedOver = (why: string): Proof => async ({ number }) => {
  expect(door.said).toContainEqual(expect.objectContaining({ message: 'a delivery was passed over', fields: expect.objectContaining({ why }) as object }))
  for (const table of ['customers', 'orders', 'products', 'runs']) expect([table, await number(table)]).toEqual([table, 0])
}

const settingsAsked: Proof = async ({ shop }) => {
  expect(await one(`SELECT zone, CAST(shopify_id AS TEXT) AS id FROM shops WHERE id = ?`, shop)).toEqual({ zone: 'America/Chicago', id: '548380009' })
}

const must: Record<string, Proof> = {
  'customers/create': profile,
  'customers/update': profile,
  'customers/enable': profile,
  'customers/disable': profile,
  // Nobody we knew: the tombstone keeps a late customers/update from bringing them back.
  'customers/delete': async ({ shop }) => expect(await customer(shop, 'deleted_at profile_at')).toEqual({ shopify_id: '706405506930370084', deleted_at: triggered, profile_at: 0, suspect: null }),
  // Shopify's sample is of a merge that failed.
  'customers/merge': passedOver('the merge is failed'),
  'customers/purchasing_summary': async ({ shop }) => expect(await customer(shop, 'number_of_orders amount_spent last_order_id totals_at')).toMatchObject({ shopify_id: '1', number_of_orders: 1, amount_spent: 10_000, last_order_id: '1', totals_at: day2005 }),
  'customer.tags_added': tags(1),
  'customer.tags_removed': tags(0),
  'customers_email_marketing_consent/update': async ({ shop }) => expect(await customer(shop, 'email_consent')).toEqual({ shopify_id: '706405506930370084', email_consent: 'NOT_SUBSCRIBED', suspect: toBeRead }),
  'customers_marketing_consent/update': async ({ shop }) => expect(await customer(shop, 'sms_consent')).toEqual({ shopify_id: '706405506930370084', sms_consent: null, suspect: toBeRead }),
  'orders/create': wholeOrder,
  'orders/updated': wholeOrder,
  'orders/paid': wholeOrder,
  'orders/cancelled': wholeOrder,
  'orders/fulfilled': wholeOrder,
  'orders/edited': readAgain('orders/edited carries no order'),
  'orders/delete': async ({ shop }) => expect(await order(shop, 'deleted_at total')).toEqual({ shopify_id: '820982911946154508', deleted_at: triggered, total: 0, suspect: null }),
  'refunds/create': readAgain('refunds/create carries no order'),
  'checkouts/create': checkout,
  'checkouts/update': checkout,
  'checkouts/delete': async ({ shop }) => expect(await one('SELECT token, customer, deleted_at, lines FROM checkouts WHERE shop_id = ?', shop)).toEqual({ token: '981820079255243537', customer: null, deleted_at: triggered, lines: '[]' }),
  'products/create': product,
  'products/update': product,
  'products/delete': async ({ shop }) => {
    const found = await one(`SELECT ${columns('shopify_id known deleted_at')} FROM products WHERE shop_id = ?`, shop)
    expect({ ...found, known: Boolean(found.known) }).toEqual({ shopify_id: '788032119674292922', known: false, deleted_at: triggered })
  },
  'collections/update': passedOver('collections are read with their products'),
  'collections/delete': passedOver('collections are read with their products'),
  'shop/update': settingsAsked,
  'app/scopes_update': settingsAsked,
  'app/uninstalled': async ({ shop }) => expect(await one('SELECT state, trouble FROM shops WHERE id = ?', shop)).toEqual({ state: 'uninstalled', trouble: null }),
  'bulk_operations/finish': async ({ shop }) => expect([...door.stage.bells.rung.values()]).toContainEqual(expect.objectContaining({ bell: 'advanceSync', shop })),
  'customers/data_request': async ({ shop }) => expect(await dataRequests(door.ctx, { shop })).toEqual([expect.objectContaining({ customer: '191167', orders: ['299938', '280263', '220458'], request: '9999' })]),
  // Nobody we know; the proof of what goes is privacy.db.test.ts.
  'customers/redact': async ({ number }) => {
    expect(door.said).toContainEqual(expect.objectContaining({ message: 'a customer was erased' }))
    expect(await number('customers')).toBe(0)
  },
  'shop/redact': async ({ shop }) => expect(await one('SELECT state FROM shops WHERE id = ?', shop)).toEqual({ state: 'redacted' }),
}

test('every topic of shopify.app.toml is in the table, and no other', () => expect(Object.keys(must).sort()).toEqual([...topics].sort()))

describe.each(providers)('on %s', (provider) => {
  beforeAll(async () => { door = await openDoorStage({ provider, shopify }) })
  afterAll(() => door.close())

  test.each(topics)('%s', async (topic) => {
    // A shop of its own for every sample.
    const domain = `${topic.replaceAll(/\W|_/g, '-')}.myshopify.com`
    const shop = await door.install(domain)
    door.said.splice(0)
    await door.deliver(topic, sampleText(topic), { shop: domain, at: triggered })

    const number = async (table: string) => Number((await door.rows(`SELECT count(*) AS count FROM ${table} WHERE shop_id = ?`, shop))[0]?.count)
    await must[topic]?.({ shop, number })
    const { deliveries = [] } = await door.everything()
    const kept = deliveries.find((row) => row.shop === domain)
    expect(kept).toMatchObject({ topic, state: 'applied', payload: '', problem: null })
    expect(door.said.filter(({ level }) => level !== 'info')).toEqual([])
  })
})
