// What is held of a person, and that nothing of it is left after an erasure: not in a row, not in a byte of the files, whatever came before.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countWork } from '#app/db/evaluation-work.ts'
import { run } from '#app/db/sql.ts'
import { sqlitePath } from '#app/db/database.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { answerDataRequest, dataRequests } from '#app/operations/shop/data-requests.ts'
import { providers } from '#tests/database.ts'
import { type DoorStage, openDoorStage } from '#tests/journeys/door-stage.ts'
import { likeSample } from '#tests/journeys/samples.ts'
import { opening } from '#tests/journeys/shop-stage.ts'

type Fields = Record<string, unknown>
const stamp = new Date(opening).toISOString()
const gid = (kind: string, id: number) => `gid://shopify/${kind}/${id}`

/** Every id and text of a person that may be found in a file. */
interface Person { readonly id: number; readonly order: number; readonly guestOrder: number; readonly checkout: number; readonly words: readonly string[] }
const ada: Person = { id: 7_770_001_110_001, order: 7_770_001_110_002, guestOrder: 7_770_001_110_003, checkout: 7_770_001_110_004, words: ['one-person.example', 'only-her-tag', 'Unikatstadt', 'ADA-CODE', 'HerNote'] }
const bob: Person = { id: 8_880_001_110_001, order: 8_880_001_110_002, guestOrder: 8_880_001_110_003, checkout: 8_880_001_110_004, words: ['other-person.example', 'his-tag', 'Anderswo', 'BOB-CODE', 'HisNote'] }
/** What the door leaves outside. */
const neverKept = ['Lovelace', 'ada.lovelace', '5550100', 'Primrose Street', 'HerNote', 'HisNote']

describe.each(providers)('on %s', (provider) => {
  let door: DoorStage

  const ofPerson = ({ id, order, guestOrder, checkout, words: [domain, tag, city, code, note] }: Person): [topic: string, body: string][] => {
    const customer = { id, admin_graphql_api_id: gid('Customer', id) }
    const placed = (own: number, change: Fields) => likeSample('orders/create', { id: own, admin_graphql_api_id: gid('Order', own), created_at: stamp, processed_at: stamp, updated_at: stamp, test: false, cancelled_at: null, financial_status: 'paid', discount_codes: [{ code }], note, ...change })
    return [
      ['customers/create', likeSample('customers/create', { ...customer, first_name: 'Ada', last_name: 'Lovelace', email: `ada.lovelace@${domain}`, phone: '+15550100', note, created_at: stamp, updated_at: stamp, addresses: [], default_address: { address1: '1 Primrose Street', city, country_code: 'GB', zip: 'NW1 8XB' } })],
      ['customer.tags_added', JSON.stringify({ customerId: gid('Customer', id), tags: [tag], occurredAt: stamp })],
      ['customers/purchasing_summary', JSON.stringify({ customerId: gid('Customer', id), numberOfOrders: 1, amountSpent: { amount: '20.00', currencyCode: 'USD' }, lastOrderId: gid('Order', order), occurredAt: stamp })],
      ['orders/create', placed(order, { customer })],
      // Ordered without an account; Shopify still names it when she asks to be forgotten.
      ['orders/create', placed(guestOrder, { customer: undefined })],
      ['checkouts/create', likeSample('checkouts/create', { id: checkout, customer, created_at: stamp, updated_at: stamp })],
      ['customers/data_request', JSON.stringify({ customer: { id }, orders_requested: [order], data_request: { id: 1 } })],
      ['customers_email_marketing_consent/update', JSON.stringify({ customer_id: id, email_address: `ada.lovelace@${domain}`, email_marketing_consent: { state: 'subscribed', opt_in_level: null, consent_updated_at: stamp } })],
    ]
  }
  const redact = ({ id, order, guestOrder, words: [domain] }: Person) =>
    JSON.stringify({ shop_id: 1, shop_domain: door.domain, customer: { id, email: `ada.lovelace@${domain}`, phone: '+15550100' }, orders_to_redact: [order, guestOrder] })

  /** Where a person is found: in a row of some table, or in the bytes of a file. */
  async function traces(person: Person): Promise<string[]> {
    const rows = Object.entries(await door.everything()).flatMap(([table, all]) => all.map((row) => [table, JSON.stringify(row)] as const))
    const ids = [person.id, person.order, person.guestOrder, person.checkout]
    const found = rows.flatMap(([table, text]) => [...ids.map(String), ...person.words].filter((word) => text.includes(word)).map((word) => `${word} in ${table}`))
    const path = sqlitePath(door.stage.fresh.url)
    for (const file of path === null ? [] : readdirSync(dirname(path))) {
      const bytes = readFileSync(join(dirname(path ?? ''), file))
      // SQLite writes integers of this size as six bytes.
      const needles: [string, Buffer][] = [...ids.map((id): [string, Buffer] => [`${id} (binary)`, sixBytes(id)]), ...[...ids.map(String), ...person.words].map((word): [string, Buffer] => [word, Buffer.from(word)])]
      found.push(...needles.filter(([, needle]) => bytes.includes(needle)).map(([word]) => `${word} in ${file}`))
    }
    return found
  }
  const sixBytes = (id: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64BE(BigInt(id))
    return bytes.subarray(2)
  }

  /** Two people with everything we ever hold: facts, memberships with a history, a tag of ours, requests, a delivery that cannot be applied. */
  async function live(): Promise<void> {
    await createSegment(door.ctx, { shop: door.stage.shop, name: 'Subscribed', rule: "email_subscription_status = 'SUBSCRIBED'", tag: 'subscribed', state: 'on' })
    await door.stage.bells.answerAll(door.ctx)
    await sendAll(ofPerson(ada), ofPerson(bob))
    await door.apply()
    await door.readEverybody()
    await door.stage.bells.answerAll(door.ctx)
    await door.ctx.db.write(() => run("INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, at) SELECT shop_id, number, 'subscribed', 'subscribed', 'ours', 1 FROM customers"))
    for (const { id, order } of [ada, bob]) {
      await door.send(JSON.stringify({ id, created_at: 'never' }), { topic: 'customers/update' })
      await door.send(JSON.stringify({ order_id: order, id: 5, created_at: stamp }), { topic: 'refunds/create' })
    }
  }
  const sendAll = async (...deliveries: (readonly (readonly [topic: string, body: string])[])[]) => {
    for (const [topic, body] of deliveries.flat()) expect(await door.send(body, { topic })).toBe(200)
  }
  const counts = async () => Object.fromEntries(Object.entries(await door.everything()).map(([table, rows]) => [table, rows.length]))

  describe('two people', () => {
    beforeAll(async () => {
      door = await openDoorStage({ provider })
      await live()
    })
    afterAll(() => door.close())

    test('of a person nothing is kept that says who it is', async () => {
      const text = JSON.stringify(await door.everything())
      for (const word of neverKept) expect(text).not.toContain(word)
      expect(await traces(ada)).toEqual(expect.arrayContaining(['one-person.example in customers', 'only-her-tag in customers', 'Unikatstadt in customers', 'ADA-CODE in orders', `${ada.id} in deliveries`]))
      expect(JSON.stringify(door.said)).not.toMatch(/Lovelace|one-person|5550100/)
    })

    test('a data request is answered with everything held of this person, and of nobody else', async () => {
      const [request] = (await dataRequests(door.ctx, { shop: door.stage.shop })).filter(({ customer }) => customer === String(ada.id))
      const answer = await answerDataRequest(door.ctx, { shop: door.stage.shop, id: request?.id ?? 0 })
      if (answer.kind !== 'answer') throw new Error(answer.kind)
      const held = JSON.parse(answer.json) as { facts: Fields; orders: Fields[]; checkouts: Fields[]; tags: Fields[]; memberships: Fields[] }
      expect(held.facts).toMatchObject({ shopify_id: String(ada.id), email_domain: 'one-person.example', email_consent: 'SUBSCRIBED', number_of_orders: 1 })
      expect(held.orders).toMatchObject([{ id: String(ada.order), discount_codes: '["ADA-CODE"]' }])
      expect(held.checkouts).toMatchObject([{ token: String(ada.checkout) }])
      expect(held.tags).toMatchObject([{ tag: 'subscribed', owner: 'ours' }])
      expect(held.memberships).toMatchObject([{ name: 'Subscribed', kind: 'entered' }])
      for (const word of [...bob.words, String(bob.id), String(bob.order)]) expect(answer.json).not.toContain(word)
    })

    test('a redacted customer is gone from every row and every byte, the orders named too; others stay as they were', async () => {
      const before = await counts()
      await door.deliver('customers/redact', redact(ada))
      expect(await traces(ada)).toEqual([])
      expect((await traces(bob)).length).toBeGreaterThan(5)
      const after = await counts()
      expect(before).toMatchObject({ orders: 4, checkouts: 2, tag_ledger: 2, membership_changes: 3, customers: 2 })
      expect(after).toMatchObject({ orders: 2, checkouts: 1, tag_ledger: 1, membership_changes: 2, customers: 2 })
      // An empty number stays, so that blocks see it go; it counts nowhere.
      await door.stage.bells.answerAll(door.ctx)
      expect(await door.rows('SELECT members FROM segments')).toEqual([{ members: 1 }])
      expect(await traces(ada)).toEqual([])
    })
  })

  describe('at any time', () => {
    beforeEach(async () => { door = await openDoorStage({ provider }) })
    afterEach(() => door.close())

    test('a redaction in one batch with the deliveries before it leaves nothing behind', async () => {
      // An account she had before, merged into the one that is left.
      const former = 7_770_001_110_009
      const merged: [string, string][] = [
        ['customers/create', likeSample('customers/create', { id: former, admin_graphql_api_id: gid('Customer', former), created_at: stamp, updated_at: stamp })],
        ['customers/merge', JSON.stringify({ admin_graphql_api_customer_kept_id: gid('Customer', ada.id), admin_graphql_api_customer_deleted_id: gid('Customer', former), status: 'completed', errors: [] })],
      ]
      await sendAll(ofPerson(ada), merged, [['customers/redact', redact(ada)]], ofPerson(bob))
      await door.apply()
      expect(await traces({ ...ada, guestOrder: former })).toEqual([])
      expect(await traces(ada)).toEqual([])
      expect(await traces(bob)).toContain('other-person.example in customers')
    })

    test('a redaction of somebody we never met, twice, is no fault', async () => {
      const before = await counts()
      for (const _ of [1, 2]) await door.deliver('customers/redact', redact(ada))
      expect(await counts()).toEqual({ ...before, deliveries: 2 })
      expect(door.said.filter(({ level }) => level !== 'info')).toEqual([])
      expect(await traces(ada)).toEqual([])
    })

    test('a redacted shop leaves its name, the fact that it was erased, and nothing else; the next shop keeps everything', async () => {
      await live()
      await door.ctx.db.write(() => run("INSERT INTO delegated_clauses (shop_id, clause) VALUES (?, 'companies IS NOT NULL')", door.stage.shop))
      await door.ctx.db.write(() => run("INSERT INTO cut_points (shop_id, number, at, checked_at, currency, cuts) VALUES (?, 1, 1, 1, 'EUR', '{}')", door.stage.shop))
      await door.ctx.db.write(() => countWork(door.stage.shop, { evaluations: 1, events: 1, flips: 0 }, 1))
      const other = await door.install('other.myshopify.com')
      for (const [topic, body] of ofPerson({ ...bob, id: 9_990_001_110_001, order: 9_990_001_110_002, guestOrder: 9_990_001_110_003, checkout: 9_990_001_110_004, words: ['third-person.example', 'third-tag', 'Drittstadt', 'C', 'n'] })) await door.deliver(topic, body, { shop: 'other.myshopify.com' })
      await door.deliver('app/uninstalled', likeSample('app/uninstalled', {}))
      await door.deliver('shop/redact', JSON.stringify({ shop_id: 1, shop_domain: door.domain }))
      expect([...await traces(ada), ...await traces(bob)]).toEqual([])
      const left = await door.everything()
      for (const [table, rows] of Object.entries(left)) expect([table, rows.filter((row) => row.shop_id === door.stage.shop)]).toEqual([table, []])
      expect(left.shops?.find(({ id }) => id === door.stage.shop)).toMatchObject({ domain: door.domain, state: 'redacted', synced_at: null, shopify_id: null })
      expect(left.segments).toEqual([])
      expect(left.customers?.filter((row) => row.shop_id === other)).toHaveLength(1)
      // What still comes for the erased shop is refused at the door.
      door.said.splice(0)
      expect(await door.send(ofPerson(ada)[0]?.[1] ?? '')).toBe(200)
      expect(door.said).toEqual([expect.objectContaining({ fields: expect.objectContaining({ why: 'unknown-shop' }) as object })])
      expect(await traces(ada)).toEqual([])
    })

    test('what came in one batch after an uninstall or a shop redaction is not kept', async () => {
      await sendAll([['shop/redact', '{}']], ofPerson(ada))
      await door.apply()
      expect(await traces(ada)).toEqual([])
    })
  })
})
