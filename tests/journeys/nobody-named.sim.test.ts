// With real processes, after a sync, a day's events, tag writes and visits: nothing the app leaves behind names a person of the store. Then
// one is erased, then the shop: their ids are nowhere either.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStand, type Stand } from '../../scripts/stand/stand.ts'
import { until } from '../../scripts/stand/wait.ts'
import { everythingLeft, found, needlesOfIds, readLogs } from '#tests/journeys/traces.ts'
import { install, strata } from '#tests/prove/prove.ts'
import { untilQuiet } from '#tests/prove/quiet.ts'
import { post, readState, readTagWrites, storeNow, type StoreState } from '#tests/prove/store-state.ts'
import { documentPath, visit } from '#tests/routes/admin-visit.ts'
import type { Customer } from '#simulator/store/model.ts'

const folder = mkdtempSync(join(tmpdir(), 'strata-nobody-'))
let stand: Stand
let people: Customer[]
let erased: { readonly customer: number; readonly orders: readonly number[] }

const rest = () => untilQuiet(stand, () => storeNow(stand.admin), 180_000)
/** A search holds this process for seconds: what was closed meanwhile is noticed before it is used again. */
const tell = async (what: string, wish: object) => {
  await pause(100)
  return post(`${stand.admin}/_sim/${what}`, wish)
}
const event = (kind: string, wish: object = {}) => tell('event', { kind, ...wish })
const query = <T>(text: string): T[] => {
  const database = new Database(join(folder, 'strata.sqlite'), { readonly: true })
  try {
    return database.prepare(text).all() as T[]
  } finally {
    database.close()
  }
}

beforeAll(async () => {
  stand = await openStand({ folder, customers: 300, seed: 7, appEnv: { LOG_LEVEL: 'trace' } })
  await install(stand)
  await rest()
  await strata(stand, 'segments', 'create', '--shop', stand.shop, '--name', 'Buyers', '--rule', 'number_of_orders > 0', '--tag', 'buyers', '--state', 'on')
  await rest()
  await tell('events', { count: 200, seed: 5 })
  await rest()
  await event('dataRequest')
  await rest()
  const state = await readState(stand.admin)
  people = [...state.customers.values()]
  await look(state)
}, 600_000)
afterAll(async () => {
  await stand?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As a merchant would: every page, as a document and as data, with the names Shopify gives for them. */
async function look(state: StoreState): Promise<void> {
  const [segment] = query<{ id: number }>('SELECT id FROM segments')
  const [request] = query<{ id: number }>("SELECT id FROM runs WHERE kind = 'data-request'")
  const someone = [...state.customers.values()].find(({ numberOfOrders, mergedInto }) => numberOfOrders > 0 && mergedInto === null)
  const named: string[] = []
  for (const page of ['/app', '/app/segments', `/app/segments/${segment?.id}`, `/app/customers/${someone?.id}`, '/app/settings']) {
    const answer = await visit(stand, documentPath(stand, page), { token: null })
    expect([page, answer.status]).toEqual([page, 200])
    named.push(answer.text)
  }
  for (const path of [`/app/segments/${segment?.id}.data`, `/app/why/${someone?.id}`, `/app/data-requests/${request?.id}`]) expect([path, (await visit(stand, path)).status]).toEqual([path, 200])
  // The pages do show names: they were there to be kept.
  expect(named.join()).toContain(someone?.lastName)
}

/** Whatever says who somebody is, as it would stand in a file. A name of four letters or fewer is part of other words. */
function wordsOf({ firstName, lastName, email, phone, note, addresses }: Customer): string[] {
  const names = [firstName, lastName].filter((name) => Buffer.byteLength(name) > 4)
  const mail = email === null ? [] : [email, email.slice(0, email.indexOf('@') + 1)]
  return [`${firstName} ${lastName}`, ...names, ...mail, ...(phone === null ? [] : [phone, phone.slice(1)]), ...(note === null ? [] : [note]), ...addresses.map(({ street }) => street)]
}

test('no name, mail address, phone number, street or note of anybody in the store stands anywhere', async () => {
  const words = [...new Set(people.flatMap(wordsOf).filter((word) => word.trim() !== ''))]
  expect(words.length).toBeGreaterThan(600)
  // All of it came by: the store's own file has it.
  const { customers } = await readState(stand.admin)
  expect(customers.size).toBeGreaterThan(250)
  expect((await readTagWrites(stand.admin)).filter(({ by }) => by === 'app').length).toBeGreaterThan(50)
  const left = await everythingLeft(stand)
  expect(left.map(({ place }) => place)).toEqual(expect.arrayContaining(['strata.sqlite', 'inbox.sqlite', 'logs/web.log', 'logs/worker.log', 'redis keys']))
  expect(found(left, new Map(words.map((word) => [word, Buffer.from(word)])))).toEqual([])
  // What is looked for is found where it is.
  expect(found(left, new Map([['buyers', Buffer.from('buyers')]]))).toContainEqual(expect.stringContaining('buyers in strata.sqlite'))
})

test('no secret, key or token of the app stands in a log or in Redis, and none but sealed in a database', async () => {
  const left = await everythingLeft(stand)
  const secrets = [stand.secret, stand.appEnv.TOKEN_KEY ?? '', 'shpat_', 'shprt_', 'shpca_', 'eyJhbGciOiJIUzI1NiIs'].filter((secret) => secret !== '')
  expect(found(left, new Map(secrets.map((secret) => [secret, Buffer.from(secret)])))).toEqual([])
  expect(query<{ accessToken: string }>('SELECT accessToken FROM "Session"').map(({ accessToken }) => accessToken.slice(0, 3))).toEqual(['v1.'])
  expect(readLogs(stand)).toContain('the app was installed')
})

test('a customer who is erased is nowhere, with the orders named; the counts of the others stay', async () => {
  const { ordersOf } = await readState(stand.admin)
  const someone = people.find(({ id, mergedInto, numberOfOrders }) => mergedInto === null && numberOfOrders > 1 && (ordersOf.get(id)?.length ?? 0) > 1)
  if (!someone) throw new Error('nobody bought twice')
  erased = { customer: someone.id, orders: (ordersOf.get(someone.id) ?? []).map(({ id }) => id) }
  const needles = needlesOfIds([erased.customer, ...erased.orders])
  await event('dataRequest', { customerId: someone.id })
  await rest()
  expect(found(await everythingLeft(stand), needles).length).toBeGreaterThan(2)
  const [before] = query<{ members: number }>('SELECT members FROM segments')
  await event('redact', { customerId: someone.id, now: true })
  await rest()
  expect(found(await everythingLeft(stand), needles)).toEqual([])
  expect(query('SELECT members FROM segments')).toEqual([{ members: (before?.members ?? 0) - 1 }])
})

test('a shop that is erased leaves nobody’s id, nor anything of its own but its name', async () => {
  const { ordersOf, customers, products } = await readState(stand.admin)
  const ids = [...customers.keys(), ...[...ordersOf.values()].flat().map(({ id }) => id), ...products.keys()]
  expect(found(await everythingLeft(stand), needlesOfIds(ids)).length).toBeGreaterThan(500)
  await event('uninstall')
  await tell('clock', { by: 49 * 3_600_000 })
  await until('the shop to be erased', async () => (query<{ state: string }>('SELECT state FROM shops')[0]?.state === 'redacted' && query('SELECT id FROM runs').length === 0 ? true : undefined), 60_000, 300)
  await expect.poll(async () => found(await everythingLeft(stand), needlesOfIds(ids)), { timeout: 30_000, interval: 1_000 }).toEqual([])
  expect(found(await everythingLeft(stand), new Map([['Buyers', Buffer.from('Buyers')], ['number_of_orders > 0', Buffer.from('number_of_orders > 0')]]))).toEqual([])
})
