// The app's own configuration says which topics it hears.
import { describe, expect, test } from 'vitest'
import { parseAppConfiguration, readAppConfiguration } from '#simulator/webhooks/subscriptions.ts'
import { parseToml } from '#simulator/webhooks/toml.ts'

test('the repository’s own file: every topic once, the compliance topics among them', () => {
  const { subscriptions, apiVersion, scopes } = readAppConfiguration()
  const topics = subscriptions.map(({ topic }) => topic)
  expect(apiVersion).toBe('2026-07')
  expect(scopes).toContain('read_customers')
  expect(new Set(topics).size).toBe(topics.length)
  for (const topic of ['orders/create', 'customer.tags_added', 'customers/purchasing_summary', 'shop/redact', 'app/uninstalled']) expect(topics).toContain(topic)
})

const text = `
# an app
client_id = "abc" # its key
[access_scopes]
scopes = "read_customers, write_customers"
[webhooks]
api_version = '2026-07'
  [[webhooks.subscriptions]]
  topics = [ "orders/create",   # one
    "orders/updated", ]
  uri = "/webhooks"
  name = "sync"
  [[webhooks.subscriptions]]
  compliance_topics = ["shop/redact"]
  uri = "https://elsewhere.example/privacy"
`

test('topics and compliance topics, with address and name', () => {
  expect(parseAppConfiguration(text)).toEqual({
    clientId: 'abc',
    apiVersion: '2026-07',
    scopes: ['read_customers', 'write_customers'],
    subscriptions: [
      { topic: 'orders/create', uri: '/webhooks', name: 'sync' },
      { topic: 'orders/updated', uri: '/webhooks', name: 'sync' },
      { topic: 'shop/redact', uri: 'https://elsewhere.example/privacy', name: null },
    ],
  })
})

test('a filter is not imitated, and that is said', () => {
  expect(() => parseAppConfiguration(text.replace('name = "sync"', 'filter = "id:1"'))).toThrow('does not imitate filter')
})

describe('the reader of TOML', () => {
  test.each([
    ['a.b = 1\n"c d" = true', { a: { b: 1 }, 'c d': true }],
    ['x = "tab\\t \\"quoted\\" \\u00e9"', { x: 'tab\t "quoted" é' }],
    ["x = 'C:\\path'", { x: 'C:\\path' }],
    ['x = [\n[1, 2], # two\n[]\n]', { x: [[1, 2], []] }],
    ['x = { a = 1, b = { c = "d" } }', { x: { a: 1, b: { c: 'd' } } }],
    ['[a]\nx = 1\r\n[a.b]\ny = 1_000', { a: { x: 1, b: { y: 1000 } } }],
    ['[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\nx = 3', { a: [{ x: 1, b: { y: 2 } }, { x: 3 }] }],
  ])('%j', (source, expected) => {
    expect(parseToml(source)).toEqual(expected)
  })
  test.each([['x = ', 1], ['x = 1\nx = 2', 2], ['x = "a\n"', 1], ['a = 1 b = 2', 1], ['\n[a\nx = 1', 2], ['x = """a"""', 1]])('%j is refused with its line', (source, line) => {
    expect(() => parseToml(source)).toThrow(`line ${line}`)
  })
})
