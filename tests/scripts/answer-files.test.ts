// A rule over files as Shopify writes them: who belongs, until when, what is unknown, and what is said about it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { answerFiles, type Question } from '../../scripts/strata/evaluate/answer-files.ts'
import type { Files } from '../../scripts/strata/evaluate/load.ts'
import { fileIn, lineNode, orderNode } from './bulk-lines.ts'
import { linesOf } from './run-strata.ts'
import { ANNA, BEN, removeStore, type StoreFiles, writeStore } from './store-files.ts'

let store: StoreFiles
beforeAll(() => { store = writeStore() })
afterAll(() => removeStore(store))

/** On 20 October 2026 at 14:00 in Berlin; `told`: `id: member until`, a customer each. */
function evaluate(rule: string, given: Partial<Omit<Question, 'asOf'> & Files> & { readonly asOf?: string } = {}): { readonly told: string[]; readonly notes: string; readonly lines: unknown[] } {
  const understood = understand(rule, { currency: 'EUR' })
  if (!understood.ok) throw new Error(understood.problems.map(({ message }) => message).join('\n'))
  const { asOf, ...rest } = given
  const files = { customers: store.customers, orders: store.orders, products: null, ...rest }
  const question = { zone: zoneTable('Europe/Berlin'), currency: 'EUR', historyFrom: null, now: Date.UTC(2026, 9, 20, 12), explain: false, ...rest, asOf: asOf === undefined ? null : Date.parse(asOf) }
  const answered = answerFiles(understood, files, question)
  const lines = linesOf([...answered.lines].join('\n'))
  const told = lines.map((line) => {
    const { id, member, until } = line as { id: string; member: boolean | null; until: string | null }
    return `${id === ANNA ? 'Anna' : id === BEN ? 'Ben' : id}: ${member} ${until}`
  })
  return { told, notes: answered.notes.join('\n'), lines }
}

test('one answer a customer in the order of the file, with the instant at which it changes', () => {
  expect(evaluate('orders_placed MATCHES (date >= -30d)')).toMatchObject({
    told: ['Ben: false null', 'Anna: true 2026-11-02T23:00:00.000Z'], notes: 'Orders of unknown customers left out: 1.',
  })
})

test('what happened later than the instant asked about is left out, customers too', () => {
  const recent = 'orders_placed MATCHES (date >= -30d)'
  expect(evaluate(recent, { asOf: '2026-10-03T17:39:56Z' }).told).toEqual(['Ben: false null', 'Anna: false null'])
  expect(evaluate(recent, { asOf: '2026-10-03T17:39:57Z' }).told).toEqual(['Ben: false null', 'Anna: true 2026-11-02T23:00:00.000Z'])
  expect(evaluate(recent, { asOf: '2026-08-01T09:59:59Z' }).told).toEqual(['Anna: false null'])
  expect(evaluate('net_spent = 80').told[1]).toBe('Anna: true null')
  expect(evaluate('net_spent = 100', { asOf: '2026-10-10T08:59:59Z' }).told[1]).toBe('Anna: true null')
})

test('percentiles and scores are held against everyone in the files', () => {
  expect(evaluate('spend_percentile = 0').told).toEqual(['Ben: false null', 'Anna: true null'])
  expect(evaluate('rfm_recency_score IS NULL').told).toEqual(['Ben: true null', 'Anna: false null'])
  const orders = fileIn(store.folder, 'two.jsonl', [orderNode('5001', ANNA, '2026-10-03T17:39:57Z'), orderNode('5002', BEN, '2026-10-04T00:00:00Z'), orderNode('5003', BEN, '2026-10-05T00:00:00Z')])
  expect(evaluate('rfm_recency_score = 5 AND rfm_frequency_score = 5 AND spend_percentile = 100', { orders }).told).toEqual(['Ben: true null', 'Anna: false null'])
  expect(evaluate('rfm_recency_score = 5', { orders, asOf: '2026-10-03T23:59:59Z' }).told).toEqual(['Ben: false null', 'Anna: false null'])
})

test('as of an instant, consent that changed since is unknown, and what has no history is said to be as today', () => {
  const consent = "email_subscription_status = 'SUBSCRIBED'"
  const before = evaluate(consent, { asOf: '2026-10-10T08:59:59Z' })
  expect(before.told).toEqual(['Ben: false null', 'Anna: null null'])
  expect(before.notes).toContain('of 1 customers changed')
  expect(evaluate(consent, { asOf: '2026-10-10T09:00:00Z' }).told[1]).toBe('Anna: true null')
  expect(evaluate("customer_tags CONTAINS 'vip'", { asOf: '2026-10-10T09:00:00Z' }).notes).toContain('as of then')
})

test('addresses, metafields, tags and products are found wherever they stand', () => {
  const { products } = store
  expect(evaluate("customer_tags CONTAINS 'vip' AND customer_cities CONTAINS 'DE-BE-Berlin'").told).toEqual(['Ben: true null', 'Anna: false null'])
  expect(evaluate("anniversary ('metafields.facts.birth_date') = 2027-02-28").told[1]).toContain('Anna: true')
  expect(evaluate("products_purchased MATCHES (tag = 'kitchen', sum_quantity = 2)", { products }).told).toEqual(['Ben: false null', 'Anna: true null'])
  expect(evaluate("products_purchased MATCHES (tag = 'kitchen', id = 3002)", { products }).told[1]).toBe('Anna: false null')
  expect(evaluate('products_purchased MATCHES (id = 3002)').told[1]).toBe('Anna: true null')
})

test('the lines of an order may come after thousands of others', () => {
  const others = Array.from({ length: 3_000 }, (_, index) => orderNode(String(6000 + index), BEN, '2026-10-01T00:00:00Z'))
  const orders = fileIn(store.folder, 'far.jsonl', [orderNode('5001', ANNA, '2026-10-03T17:39:57Z'), ...others, lineNode('4001', '5001', '3001'), lineNode('4002', '8999', '3002')])
  expect(evaluate('products_purchased MATCHES (id = 3001)', { orders }).told).toEqual(['Ben: false null', 'Anna: true null'])
})

test('what no file tells is unknown, and said', () => {
  const tagged = evaluate("products_purchased MATCHES (tag = 'kitchen')")
  expect(tagged.notes).toContain('--products')
  expect(tagged.told).toEqual(['Ben: null null', 'Anna: null null'])
  const others = evaluate("in_segment('VIP') OR shopify_email.opened MATCHES () OR has_note = true OR abandoned_checkout_date >= -7d OR number_of_orders = 2")
  expect(others.told).toEqual(['Ben: null null', 'Anna: true null'])
  for (const word of ['segment', 'shopify_email.opened', 'note', 'checkouts']) expect(others.notes).toContain(word)
})

test('orders before the readable history make clauses unknown, unless all the orders there are can be seen', () => {
  const old = 'orders_placed MATCHES (date < 2026-01-01)'
  const historyFrom = Date.UTC(2026, 8, 1)
  expect(evaluate(old).told[1]).toBe('Anna: false null')
  // Later orders are left out of the answer, and still show that nothing is hidden.
  expect(evaluate(old, { historyFrom }).told[1]).toBe('Anna: false null')
  const orders = fileIn(store.folder, 'fewer.jsonl', [orderNode('5001', ANNA, '2026-10-03T17:39:57Z')])
  expect(evaluate(old, { historyFrom, orders }).told).toEqual(['Ben: false null', 'Anna: null null'])
})

test('explained, the clauses that decide are named, and what would change them', () => {
  const [ben, anna] = evaluate('number_of_orders = 2 OR orders_placed MATCHES (date >= -30d, count >= 2)', { explain: true }).lines
  expect(anna).toMatchObject({ id: ANNA, member: true, summary: 'They ordered exactly twice: 2 orders.', reasons: ['They ordered exactly twice: 2 orders.'] })
  expect(ben).toMatchObject({ id: BEN, member: false, reasons: [expect.any(String), expect.any(String)], changes: [expect.stringMatching(/^\d more orders? would bring them in/)] })
  expect(evaluate("number_of_orders = 2 AND in_segment('VIP')", { explain: true }).lines[1]).toMatchObject({ member: null, gaps: ['Whether they are in the segment “VIP” is not known: the files do not tell.'] })
  expect(evaluate("NOT number_of_orders = 2 AND in_segment('VIP')", { explain: true }).lines[1]).toMatchObject({ member: false, reasons: ['They ordered exactly twice: 2 orders.'] })
})
