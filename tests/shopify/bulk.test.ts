// Bulk files as they stream in: children anywhere after their parents, cut anywhere, resumed anywhere.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { type BulkReading, bulkChanges } from '#app/shopify/bulk/changes.ts'

const orders: BulkReading = { file: 'orders', from: 0, currency: 'EUR', metafields: new Set(), readAt: 0 }

async function* cut(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function read(text: string, reading: BulkReading, size = 97): Promise<{ changes: FactChange[]; next: number[] }> {
  const changes: FactChange[] = []
  const next: number[] = []
  for await (const portion of bulkChanges(cut(text, size), reading)) {
    changes.push(...portion.changes)
    next.push(portion.next)
  }
  return { changes, next }
}

const orderLine = (id: number) =>
  `{"id":"gid:\\/\\/shopify\\/Order\\/${id}","createdAt":"2026-10-03T17:39:58Z","processedAt":"2026-10-03T17:39:57Z","updatedAt":"2026-10-10T09:00:00Z","cancelledAt":null,"test":false,"sourceName":"web","displayFinancialStatus":"PARTIALLY_REFUNDED","displayFulfillmentStatus":"FULFILLED","customer":{"id":"gid:\\/\\/shopify\\/Customer\\/7000000000001"},"app":{"id":"gid:\\/\\/shopify\\/App\\/580111"},"retailLocation":null,"shippingAddress":{"countryCodeV2":"DE","provinceCode":"BE"},"currencyCode":"EUR","currentTotalPriceSet":{"shopMoney":{"amount":"80.0","currencyCode":"EUR"}},"totalPriceSet":{"shopMoney":{"amount":"100.0"}},"totalDiscountsSet":{"shopMoney":{"amount":"10.0"}},"totalRefundedSet":{"shopMoney":{"amount":"20.0"}},"discountCodes":["AUTUMN10"],"tags":["gift"],"customerJourneySummary":null,"refunds":[{"id":"gid:\\/\\/shopify\\/Refund\\/6000000000001","createdAt":"2026-10-10T09:00:00Z","totalRefundedSet":{"shopMoney":{"amount":"20.0"}}}]}`
const lineOf = (order: number, id: number) =>
  `{"id":"gid:\\/\\/shopify\\/LineItem\\/${id}","quantity":2,"currentQuantity":1,"sku":"A \\u0026 B","vendor":"Clayworks","isGiftCard":false,"product":null,"variant":null,"originalTotalSet":{"shopMoney":{"amount":"44.0"}},"discountedTotalSet":{"shopMoney":{"amount":"40.0"}},"__parentId":"gid:\\/\\/shopify\\/Order\\/${order}"}`

test('a customer with its addresses becomes one change a group, without the mail address', async () => {
  const lines = [
    '{"id":"gid:\\/\\/shopify\\/Customer\\/7000000000001","createdAt":"2024-11-29T08:15:02Z","updatedAt":"2026-10-03T17:40:11Z","state":"ENABLED","tags":["newsletter","VIP"],"locale":"de","numberOfOrders":"4","amountSpent":{"amount":"412.5","currencyCode":"EUR"},"lastOrder":{"id":"gid:\\/\\/shopify\\/Order\\/5000000000004"},"productSubscriberStatus":"NEVER_SUBSCRIBED","statistics":{"predictedSpendTier":"HIGH","rfmGroup":"LOYAL"},"defaultEmailAddress":{"emailAddress":"someone@Example.com","marketingState":"SUBSCRIBED","marketingUpdatedAt":"2024-11-29T08:15:02Z"},"defaultPhoneNumber":null}',
    '{"id":"gid:\\/\\/shopify\\/MailingAddress\\/8000000000001","countryCodeV2":"DE","provinceCode":"BE","city":"Bad Berlin","zip":"10115","latitude":52.5312,"longitude":13.3849,"__parentId":"gid:\\/\\/shopify\\/Customer\\/7000000000001"}',
  ]
  const { changes } = await read(lines.join('\n'), { file: 'customers', from: 0, currency: 'EUR', metafields: new Set(), readAt: 9_000 })
  const customer = '7000000000001'
  expect(changes).toEqual([
    { kind: 'customer', customer, at: Date.UTC(2026, 9, 3, 17, 40, 11), createdAt: Date.UTC(2024, 10, 29, 8, 15, 2), state: 'ENABLED', locale: 'de', emailDomain: 'example.com', hasNote: undefined, hasPhone: false, places: [{ country: 'DE', region: 'DE-BE', city: 'DE-BE-BadBerlin', zip: '101', lat: 52.53, lon: 13.38 }] },
    { kind: 'tagsSeen', customer, tags: ['newsletter', 'VIP'], at: 9_000 },
    { kind: 'totals', customer, numberOfOrders: 4, amountSpent: 41250, lastOrder: '5000000000004', at: 9_000 },
    { kind: 'emailConsent', customer, state: 'SUBSCRIBED', at: 9_000 },
    { kind: 'smsConsent', customer, state: null, at: 9_000 },
    { kind: 'statistics', customer, productSubscription: 'NEVER_SUBSCRIBED', spendTier: 'HIGH', rfmGroup: 'LOYAL' },
    { kind: 'metafields', customer, values: {}, at: 9_000 },
  ])
  expect(JSON.stringify(changes)).not.toContain('someone')
})

test('of a note only that there is one is kept, of a number the same, and of metafields those that rules name', async () => {
  const customer = (id: number, note: string | null, phone: object | null) =>
    JSON.stringify({ id: `gid://shopify/Customer/${id}`, createdAt: '2024-11-29T08:15:02Z', updatedAt: '2026-10-03T17:40:11Z', note, defaultPhoneNumber: phone })
  const metafield = (id: number, namespace: string, key: string, type: string, value: string) =>
    JSON.stringify({ id: `gid://shopify/Metafield/${id}${key.length}`, namespace, key, type, value, __parentId: `gid://shopify/Customer/${id}` })
  const lines = [
    customer(1, 'Prefers the evening.', { marketingState: 'SUBSCRIBED' }), metafield(1, 'facts', 'birth_date', 'date', '1988-02-29'), metafield(1, 'secret', 'diagnosis', 'single_line_text_field', 'none of ours'),
    customer(2, ' ', null), metafield(2, 'app--12345--quiz', 'app--12345--quiz.skin', 'single_line_text_field', 'dry'),
  ]
  const metafields = new Set(['metafields.facts.birth_date', 'metafields.$app:quiz.skin'])
  const { changes } = await read(lines.join('\n'), { file: 'customers', from: 0, currency: 'EUR', metafields, readAt: 9_000 })
  expect(changes.filter(({ kind }) => kind === 'customer' || kind === 'metafields')).toMatchObject([
    { customer: '1', hasNote: true, hasPhone: true },
    { customer: '1', values: { 'metafields.facts.birth_date': { type: 'date', value: '1988-02-29' } }, at: 9_000 },
    { customer: '2', hasNote: false, hasPhone: false },
    { customer: '2', values: { 'metafields.$app:quiz.skin': { type: 'single_line_text_field', value: 'dry' } } },
  ])
  expect(JSON.stringify(changes)).not.toMatch(/evening|none of ours/)
})

test('an order carries its lines, its refunds and its amounts in minor units', async () => {
  const { changes } = await read([orderLine(1), lineOf(1, 11), lineOf(1, 12)].join('\n'), orders)
  expect(changes).toMatchObject([
    { kind: 'order', order: '1', customer: '7000000000001', total: 10000, currentTotal: 8000, refunded: 2000, shipRegion: 'DE-BE', refunds: [{ id: '6000000000001', amount: 2000 }], lines: [{ id: '11', sku: 'A & B', quantity: 2, currentQuantity: 1 }, { id: '12' }] },
  ])
})

test('wherever children come after their parent, and wherever the stream is cut, the orders are the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }), fc.array(fc.nat({ max: 1000 }), { maxLength: 40 }), fc.integer({ min: 1, max: 400 }), async (sizes, places, size) => {
      const lines = sizes.map((_, order) => orderLine(order + 1))
      sizes.forEach((children, order) => {
        for (let child = 0; child < children; child++) {
          const parent = lines.findIndex((line) => line === orderLine(order + 1))
          const after = parent + 1 + ((places[order * 3 + child] ?? 0) % (lines.length - parent))
          lines.splice(after, 0, lineOf(order + 1, (order + 1) * 10 + child))
        }
      })
      const { changes } = await read(lines.join('\n'), orders, size)
      expect(changes.map((change) => (change.kind === 'order' ? [change.order, change.lines.map(({ id }) => id).sort()] : change.kind))).toEqual(
        sizes.map((children, order) => [String(order + 1), Array.from({ length: children }, (_, child) => String((order + 1) * 10 + child))]),
      )
    }),
    { numRuns: 100, seed: 1 },
  )
})

test('reading on from the kept line after any portion misses no order and no line', async () => {
  const lines = Array.from({ length: 40 }, (_, order) => [orderLine(order + 1), lineOf(order + 1, order * 10 + 1), lineOf(order + 1, order * 10 + 2)]).flat()
  const text = lines.join('\n')
  const small = { ...orders, portion: 5, open: 4 }
  const all = (await read(text, small)).changes
  const portions: { changes: readonly FactChange[]; next: number }[] = []
  for await (const portion of bulkChanges(cut(text, 300), small)) portions.push(portion)
  for (let killed = 0; killed < portions.length; killed++) {
    const before = portions.slice(0, killed + 1)
    const after = await read(text, { ...small, from: before.at(-1)?.next ?? 0 })
    const whole = new Map([...before.flatMap(({ changes }) => changes), ...after.changes].flatMap((change) => (change.kind === 'order' && change.lines.length === 2 ? [[change.order, change] as const] : [])))
    expect([...whole.values()]).toEqual(expect.arrayContaining(all))
    expect(whole.size).toBe(40)
  }
})

test('a child that comes too late makes its parent suspect', async () => {
  const lines = [orderLine(1), ...Array.from({ length: 5 }, (_, order) => orderLine(order + 2)), lineOf(1, 11)]
  const { changes } = await read(lines.join('\n'), { ...orders, open: 3 })
  expect(changes.filter(({ kind }) => kind === 'orderSuspect')).toMatchObject([{ order: '1' }])
})

test('a line that is not JSON ends the reading', async () => {
  await expect(read(`${orderLine(1)}\n{"id":`, orders)).rejects.toThrow(SyntaxError)
})
