// The one speaker of Shopify against the simulated platform: tokens as they age, and every way an answer can end.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { domain, type House, openHouse } from '#tests/shopify/house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse({ customers: 30 })
})
afterEach(() => house.close())

const shopName = '{ shop { name } }'
const ask = () => house.ctx.shopify.ask<{ shop: { name: string } }>(domain, shopName)
const row = () => house.fresh.db.read(function* () {
  const answer = yield { kind: 'all', text: 'SELECT * FROM "Session"', values: [] }
  return answer.rows[0]
})

/** As if the token had been made that much earlier. */
async function expireIn(ms: number): Promise<void> {
  const found = await house.library.sessions.offline(domain)
  if (found.kind === 'none') throw new Error('There is no session.')
  found.session.expires = new Date(Date.now() + ms)
  await house.library.sessions.storeSession(found.session)
}

test('two parallel first pages make one token exchange, and its tokens lie sealed on the disk', async () => {
  const pages = await Promise.all([house.library.authenticate(house.page()), house.library.authenticate(house.page())])
  expect(pages.map(({ session }) => session.shop)).toEqual([domain, domain])
  expect(house.tokens.exchanges).toBe(1)
  const stored = await row()
  expect(stored?.accessToken).toMatch(/^v1\./)
  expect(stored?.refreshToken).toMatch(/^v1\./)
  expect(await ask()).toMatchObject({ kind: 'ok', data: { shop: { name: 'Demo store' } } })
})

test('with less than six minutes left a token is renewed, once for all who ask at once, and not by the library', async () => {
  await house.open()
  const before = await row()
  await expireIn(5.5 * 60_000)
  const answers = await Promise.all([ask(), ask(), ask()])
  expect(answers.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok'])
  expect(house.tokens.refreshes).toBe(1)
  expect((await row())?.accessToken).not.toBe(before?.accessToken)
  expect(await ask()).toMatchObject({ kind: 'ok' })
  expect(house.tokens.refreshes).toBe(1)
})

test('a refresh token that is refused ends in revoked, and the next page heals it', async () => {
  await house.open()
  house.world.installation.generation++
  await expireIn(-1)
  expect(await ask()).toEqual({ kind: 'revoked' })
  expect(await ask()).toEqual({ kind: 'revoked' })
  expect(house.tokens.refreshes).toBe(1)
  await house.library.authenticate(house.page())
  expect(await ask()).toMatchObject({ kind: 'ok' })
})

test('a token that Shopify answers with 401 is forgotten', async () => {
  await house.open()
  house.world.installation.generation++
  expect(await ask()).toEqual({ kind: 'revoked' })
  expect(await row()).toBeUndefined()
})

test('an access token that ended before its time is renewed, once for all who ask, and the answer is the same', async () => {
  await house.open()
  const found = await house.library.sessions.offline(domain)
  if (found.kind !== 'usable') throw new Error(found.kind)
  found.session.accessToken = 'shpat_ended'
  await house.library.sessions.storeSession(found.session)
  expect((await Promise.all([ask(), ask()])).map(({ kind }) => kind)).toEqual(['ok', 'ok'])
  expect(house.tokens.refreshes).toBe(1)
  // Someone else has renewed it meanwhile: theirs is taken.
  expect(await house.library.sessions.after401(found.session)).toMatchObject({ kind: 'usable', session: { accessToken: expect.not.stringContaining('ended') as string } })
  expect(house.tokens.refreshes).toBe(1)
})

test('no session at all is revoked', async () => {
  expect(await ask()).toEqual({ kind: 'revoked' })
})

test.each([
  [429, { kind: 'throttled', waitMs: 2_000 }],
  [503, { kind: 'uncertain' }],
  [500, { kind: 'uncertain' }],
  [402, { kind: 'throttled', waitMs: 60_000 }],
  [403, { kind: 'throttled', waitMs: 60_000 }],
  [404, { kind: 'throttled', waitMs: 60_000 }],
  [423, { kind: 'throttled', waitMs: 60_000 }],
])('HTTP %i', async (code, expected) => {
  await house.open()
  house.world.faults.api.status = { code, p: 1 }
  expect(await ask()).toMatchObject(expected)
})

test('THROTTLED, a cut connection, a scope that is missing, data that is not approved, a wrong document', async () => {
  await house.open()
  const { api } = house.world.faults
  api.throttle = 1
  expect((await ask()).kind).toBe('throttled')
  api.throttle = 0
  api.cut = 1
  expect((await ask()).kind).toBe('uncertain')
  api.cut = 0
  house.world.installation.scopes = house.world.installation.scopes.filter((scope) => !scope.includes('customers'))
  const customers = () => house.ctx.shopify.ask(domain, '{ customers(first: 1) { nodes { id } } }')
  expect(await customers()).toMatchObject({ kind: 'denied', why: 'scope' })
  house.world.installation.scopes = [...house.world.config.scopes]
  api.customerData = 'none'
  expect(await customers()).toMatchObject({ kind: 'denied', why: 'data-access' })
  expect(await house.ctx.shopify.ask(domain, '{ nothing }')).toMatchObject({ kind: 'refused' })
})

test('fields that are not approved leave the rest of the answer', async () => {
  await house.open()
  house.world.faults.api.customerData = 'level1'
  const answer = await house.ctx.shopify.ask<{ customers: { nodes: { id: string; defaultEmailAddress: null }[] } }>(domain, '{ customers(first: 1) { nodes { id defaultEmailAddress { emailAddress } } } }')
  expect(answer.kind).toBe('partial')
})

test('names are asked once in some minutes, and missing ones left out', async () => {
  await house.open()
  const [one] = house.world.store.customers.values()
  const id = String(one?.id)
  const names = () => house.ctx.shopify.names(domain, [id, '1'])
  expect(await names()).toEqual(new Map([[id, `${one?.firstName} ${one?.lastName}`]]))
  const asked = house.world.counters.requests
  await names().then((again) => expect(again.size).toBe(1))
  const known = await house.ctx.shopify.names(domain, [id])
  expect(known.size).toBe(1)
  expect(house.world.counters.requests - asked).toBeLessThanOrEqual(1)
})
