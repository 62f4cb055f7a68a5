// Requests to the webhook door as bytes, with one thing wrong or several, and what must come of each.
import { createHmac } from 'node:crypto'
import { topics } from '#tests/journeys/samples.ts'
import { brokenBody, wholeBody } from './bodies.ts'
import type { Chance } from './chance.ts'

export interface Target {
  readonly secret: string
  readonly formerSecret: string
  /** Shops that are installed: one that lives on, and one that deliveries may end. */
  readonly shop: string
  readonly endedShop: string
  /** Store time for X-Shopify-Triggered-At. */
  readonly now: number
}

export interface Knock {
  readonly id: string
  readonly bytes: Buffer
  /** kept: on the disk with 200 · refused: nothing is kept, whatever the status · either: the parser decides. */
  readonly ends: 'kept' | 'refused' | 'either'
  /** No byte of it is wrong before the body: the door itself answers. */
  readonly framed: boolean
}

const ending = new Set(['app/uninstalled', 'shop/redact'])
const isObject = (body: Buffer): boolean => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

const mac = (key: string, body: Buffer, encoding: 'base64' | 'hex' | 'base64url' = 'base64') => createHmac('sha256', key).update(body).digest(encoding)

/** Signatures that are none; each named so that a failure can be read. */
const wrong: readonly ((right: string, body: Buffer, target: Target, chance: Chance) => string | null)[] = [
  () => null,
  () => '',
  (_, body) => mac('guessed', body),
  (_, body, { secret }) => mac(secret, body, 'hex'),
  (right) => right.toLowerCase() === right ? `${right}A` : right.toLowerCase(),
  (right) => right.slice(0, -1),
  (right) => `${right.slice(0, 20)} ${right.slice(20)}`,
  (right) => `${right.slice(0, 20)}!${right.slice(20)}`,
  (right) => `${right}, ${right}`,
  (right) => `sha256=${right}`,
  (right) => right + right,
  (_, body, { secret }) => mac(secret, Buffer.concat([body, Buffer.from(' ')])),
  (right, _body, _target, { below }) => right.replace(/^./, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(below(26)).replace(right.charAt(0), '+')),
  () => 'A'.repeat(44),
  () => 'x'.repeat(7_000),
]

const oddShops = (shop: string) => [shop.toUpperCase(), `${shop}:443`, `${shop}.`, `https://${shop}`, `${shop}/admin`, ` ${shop}, ${shop}`, 'nobody.myshopify.com', 'localhost', '127.0.0.1', '', '\u00e4.myshopify.com', `a.${shop}`, '%00', `${shop}' OR '1'='1`, 'x'.repeat(3_000)]
const oddTopics = ['planets/collide', 'CUSTOMERS/UPDATE', 'customers/update/', ' ', '', '__proto__', 'constructor', 'customers/update, orders/create', 'fulfillments/create', '../customers/update', 'x'.repeat(3_000)]
const oddInstants = ['', 'yesterday', '0', '-1', '+275760-09-13T00:00:00Z', '1e999', '2026-02-30T00:00:00Z', 'x'.repeat(3_000)]

/** Lines that make a request another one than it looks, or none. They stand last, so that what is before them was whole. */
const framing: readonly string[] = [
  'content-length: 5', 'content-length: -1', 'content-length: 99999999999999999999', 'transfer-encoding: chunked', 'transfer-encoding: chunked, identity', 'x-shopify-topic : orders/create',
  'x-a: b\nx-c: d', 'x-a: b\rx-c: d', 'x-\u0000: 1', 'x-a: \u0000', 'x-a', ': x', 'expect: 100-continue', 'expect: the-unexpected', 'connection: upgrade\r\nupgrade: websocket', `x-large: ${'y'.repeat(20_000)}`, ...Array(2).fill('x-many: 1\r\n'.repeat(2_100).trim()) as string[],
]

export function makeKnock(chance: Chance, target: Target, index: number): Knock {
  const id = `fuzz-${index}`
  const topic = chance.pick(topics)
  const body = chance.once(6) ? wholeBody(topic) : brokenBody(chance, topic)
  const shop = ending.has(topic) ? target.endedShop : target.shop
  const key = chance.once(8) ? target.formerSecret : target.secret
  const fields = new Map<string, string | null>([
    ['x-shopify-topic', topic], ['x-shopify-shop-domain', shop], ['x-shopify-webhook-id', id], ['x-shopify-triggered-at', new Date(target.now).toISOString()], ['x-shopify-hmac-sha256', mac(key, body)],
  ])
  let ends: Knock['ends'] = isObject(body) && body.length <= 5 * 1024 * 1024 ? 'kept' : 'refused'
  // A parser may give up on what is nested a hundred thousand times; that it does is no fault.
  if (ends === 'kept' && body.length > 150_000) ends = 'either'
  let framed = true
  const more: string[] = []
  const refuse = () => { ends = 'refused' }
  if (chance.once(3)) {
    const [what] = [chance.below(8)]
    if (what === 0) { fields.set('x-shopify-hmac-sha256', chance.pick(wrong)(mac(key, body), body, target, chance)); refuse() }
    else if (what === 1) { fields.set('x-shopify-shop-domain', chance.pick([null, ...oddShops(shop)])); refuse() }
    else if (what === 2) { fields.set('x-shopify-topic', chance.pick([null, ...oddTopics])); refuse() }
    else if (what === 3) { fields.set('x-shopify-webhook-id', chance.pick([null, '', 'x'.repeat(300), Buffer.from(chance.roll().toString(36).repeat(400)).toString('base64')])); refuse() }
    else if (what === 4) fields.set('x-shopify-triggered-at', chance.pick([null, ...oddInstants]))
    else if (what === 5) { more.push(chance.pick(['x-shopify-hmac-sha256: AAAA', 'x-shopify-topic: orders/create', `x-shopify-shop-domain: ${shop}`, 'x-shopify-webhook-id: another'])); ends = 'either' }
    else if (what === 6) { more.push(chance.pick(framing)); ends = 'either'; framed = false }
    else { fields.set('x-shopify-hmac-sha256', null); refuse() }
  }
  const method = chance.once(60) ? chance.pick(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE']) : 'POST'
  const path = chance.once(40) ? chance.pick(['/webhooks/', '/webhooks/a/b', '/webhooks?x=1', '/webhooks/../healthz', '/webhooks/%00', '/webhooks/%2e%2e/app']) : '/webhooks'
  if (method !== 'POST') refuse()
  const lines = [...fields].flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  const head = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', 'content-type: application/json', `content-length: ${body.length}`, ...lines, ...more, '', ''].join('\r\n')
  return { id, bytes: Buffer.concat([Buffer.from(head, 'latin1'), body]), ends, framed }
}
