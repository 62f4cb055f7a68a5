// What is not a delivery, or not ours, or broken: each gets its status and a log line that says why, and changes nothing at all.
import { createHmac } from 'node:crypto'
import { request as rawRequest } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { updateShop } from '#app/db/shops.ts'
import { providers } from '#tests/database.ts'
import { type DoorStage, formerSecret, openDoorStage, secret, type Sent } from '#tests/journeys/door-stage.ts'
import { sampleText } from '#tests/journeys/samples.ts'

const body = sampleText('customers/update')
const mac = (text: string | Buffer, encoding: 'base64' | 'hex' = 'base64') => createHmac('sha256', secret).update(text).digest(encoding)
const signed = (signature: string): Sent => ({ headers: { 'x-shopify-hmac-sha256': signature } })
const mebibyte = 1024 * 1024

const unsigned = 'a delivery without a valid signature was refused'
const refused = 'a signed delivery was refused'
const bad: [what: string, status: number, says: [message: string, why?: string], raw: string | Buffer, sent: Sent][] = [
  ['unsigned', 401, [unsigned], body, { key: null }],
  ['signed with a guessed secret', 401, [unsigned], body, { key: 'guessed' }],
  ['with the signature of another body', 401, [unsigned], body, signed(mac('{}'))],
  ['with the signature in another encoding', 401, [unsigned], body, signed(mac(body, 'hex'))],
  ['with an empty signature', 401, [unsigned], body, signed('')],
  ['with two signatures, one of them right', 401, [unsigned], body, signed(`${mac('{}')}, ${mac(body)}`)],
  ['truncated on the way', 401, [unsigned], body.slice(0, -20), signed(mac(body))],
  ['with a byte order mark that was not signed', 401, [unsigned], `\uFEFF${body}`, signed(mac(body))],
  ['signed, but cut off', 200, [refused, 'not-json'], body.slice(0, -20), {}],
  ['signed, but empty', 200, [refused, 'not-json'], '', {}],
  ['signed, but a list', 200, [refused, 'not-json'], `[${body}]`, {}],
  ['signed, but null', 200, [refused, 'not-json'], 'null', {}],
  ['signed, but form data', 200, [refused, 'not-json'], 'id=1&email=a%40b.c', {}],
  ['signed, but bytes', 200, [refused, 'not-json'], Buffer.from([0xff, 0xfe, 0x00, 0x80]), {}],
  ['nested without end', 200, [refused, 'not-json'], `{"id":9007199254740993,"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, {}],
  ['of a topic that does not exist', 200, [refused, 'unknown-topic'], body, { topic: 'planets/collide' }],
  ['of a topic we do not subscribe to', 200, [refused, 'unknown-topic'], body, { topic: 'fulfillments/create' }],
  ['without a topic', 200, [refused, 'headers-missing'], body, { topic: null }],
  ['without an id', 200, [refused, 'headers-missing'], body, { id: null }],
  ['of a shop that never installed the app', 200, [refused, 'unknown-shop'], body, { shop: 'nobody.myshopify.com' }],
  ['of a shop that was erased', 200, [refused, 'unknown-shop'], body, { shop: 'erased.myshopify.com' }],
]

describe.each(providers)('on %s', (provider) => {
  let door: DoorStage
  beforeAll(async () => {
    door = await openDoorStage({ provider })
    const erased = await door.install('erased.myshopify.com')
    await door.ctx.db.write(() => updateShop(erased, { state: 'redacted' }))
    await door.deliver('customers/update', body)
  })
  beforeEach(() => void door.said.splice(0))
  afterAll(() => door.close())

  test.each(bad)('%s: %i', async (_what, status, [message, why], raw, sent) => {
    const before = await door.everything()
    expect(await door.send(raw, sent)).toBe(status)
    expect(door.said).toEqual([{ level: 'warn', message, fields: expect.objectContaining(why === undefined ? {} : { why }) as object }])
    await door.apply()
    expect(await door.everything()).toEqual(before)
    // What was refused is not repeated in the log.
    expect(JSON.stringify(door.said)).not.toContain('biller')
  })

  test.each([['announced', true], ['in pieces that do not say how many follow', false]])('20 MB, rightly signed, %s: 413 before it is read', async (_how, announced) => {
    const before = await door.everything()
    const whole = Buffer.from(JSON.stringify({ id: 1, note: 'x'.repeat(20 * mebibyte) }))
    const headers = { 'x-shopify-topic': 'customers/update', 'x-shopify-shop-domain': door.domain, 'x-shopify-webhook-id': 'large', 'x-shopify-hmac-sha256': mac(whole), ...(announced ? { 'content-length': whole.length } : {}) }
    const status = await new Promise<number | undefined>((resolve) => {
      const request = rawRequest(door.url, { method: 'POST', headers }, (response) => resolve(response.statusCode))
      request.on('error', () => resolve(undefined))
      const pour = (from: number): void => {
        if (request.destroyed || from >= whole.length) return void request.end()
        request.write(whole.subarray(from, from + mebibyte), () => setImmediate(pour, from + mebibyte))
      }
      pour(0)
    })
    expect(status).toBe(413)
    expect(door.said).toEqual([{ level: 'warn', message: 'a delivery over 5 MiB was refused', fields: { topic: 'customers/update', shop: door.domain } }])
    expect(await door.everything()).toEqual(before)
  })

  test('the same delivery again, while it waits and after it was applied: 200, and nothing more', async () => {
    const again: Sent = { id: 'one of them' }
    expect(await door.send(body, again)).toBe(200)
    const waiting = await door.everything()
    // With the secret that is being rotated out, it is the same delivery still.
    expect(await door.send(body, { ...again, key: formerSecret })).toBe(200)
    expect(await door.everything()).toEqual(waiting)
    await door.apply()
    const applied = await door.everything()
    door.said.splice(0)
    expect(await door.send(body, again)).toBe(200)
    await door.apply()
    expect(await door.everything()).toEqual(applied)
    expect(door.said).toEqual([{ level: 'info', message: 'a delivery came again', fields: { topic: 'customers/update', shop: door.domain, webhookId: 'one of them' } }])
  })

  test.each([
    ['no id', 'customers/update', '{"updated_at":"2026-11-22T09:00:00Z"}', 'The payload names no customer'],
    ['an id that is none', 'orders/create', '{"id":-1.5,"created_at":"2026-11-22T09:00:00Z"}', 'The payload names no order'],
    ['no instant', 'customers/update', '{"id":5,"updated_at":"tomorrow"}', 'The payload has no updated_at'],
    ['money that is none', 'customers/purchasing_summary', '{"customerId":"gid://shopify/Customer/5","numberOfOrders":1,"amountSpent":{"amount":"lots","currencyCode":"USD"},"occurredAt":"2026-11-22T09:00:00Z"}', 'The payload has an amount that is not one'],
  ])('a delivery of the right form with %s is set aside with its reason, and holds up nobody', async (_what, topic, broken, why) => {
    const { deliveries: _before, ...before } = await door.everything()
    expect(await door.send(broken, { topic, id: why })).toBe(200)
    await door.apply()
    const { deliveries = [], ...after } = await door.everything()
    expect(after).toEqual(before)
    expect(deliveries.find((row) => row.webhook_id === why)).toMatchObject({ state: 'failed', problem: why })
    expect(door.said).toContainEqual({ level: 'error', message: 'a delivery cannot be applied and was set aside', fields: expect.objectContaining({ topic, why }) as object })
    const applied = deliveries.filter(({ state }) => state === 'applied').length
    await door.deliver('products/update', sampleText('products/update'), { id: `after ${why}` })
    expect((await door.everything()).deliveries?.filter(({ state }) => state === 'applied')).toHaveLength(applied + 1)
  })
})
