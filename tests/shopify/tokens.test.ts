// Tokens on the disk, and signatures at the door.
import { createHmac, randomBytes } from 'node:crypto'
import { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import '@shopify/shopify-app-remix/adapters/node'
import { expect, test } from 'vitest'
import { claimedShop, oneExchangeAtATime } from '#app/shopify/authenticate.ts'
import { signedBy } from '#app/shopify/hmac.ts'
import { sealedSessions } from '#app/shopify/sealed-sessions.ts'
import { tokenCipher } from '#app/shopify/token-cipher.ts'

const key = randomBytes(32).toString('base64')

test('a sealed token opens with its key and for its session only', () => {
  const cipher = tokenCipher(key)
  const sealed = cipher.seal('shpat_secret', 'offline_a')
  expect(sealed).not.toContain('secret')
  expect(cipher.open(sealed, 'offline_a')).toEqual({ token: 'shpat_secret', former: false })
  expect(cipher.open(sealed, 'offline_b')).toBeNull()
  expect(tokenCipher(randomBytes(32).toString('base64')).open(sealed, 'offline_a')).toBeNull()
  expect(cipher.open(`${sealed.slice(0, -2)}AA`, 'offline_a')).toBeNull()
  expect(cipher.open('shpat_never_sealed', 'offline_a')).toBeNull()
})

test('a renewed session that the database could not take is not lost: the old refresh token is no good any more', async () => {
  let away = false
  let renewals = 0
  const rows = new Map<string, Session>()
  const inner: SessionStorage = {
    storeSession: async (session) => {
      if (away) throw new Error('database is locked')
      rows.set(session.id, session)
      return true
    },
    loadSession: async (id) => rows.get(id),
    deleteSession: async (id) => rows.delete(id),
    deleteSessions: async () => true,
    findSessionsByShop: async () => [...rows.values()],
  }
  const session = (accessToken: string, refreshToken: string, expires: number) =>
    new Session({ id: 'offline_a.myshopify.com', shop: 'a.myshopify.com', state: '', isOnline: false, accessToken, refreshToken, expires: new Date(expires) })
  const sessions = sealedSessions({
    inner, cipher: tokenCipher(key), wall: () => 0, exclusively: (_key, work) => work(),
    refresh: async (_shop, token) => {
      if (token !== 'first' || renewals++ > 0) throw new Error('a refresh token is good once')
      return session('renewed', 'second', 3_600_000)
    },
  })
  await sessions.storeSession(session('old', 'first', 60_000))
  away = true
  await expect(sessions.offline('a.myshopify.com')).rejects.toThrow('locked')
  away = false
  expect(await sessions.offline('a.myshopify.com')).toMatchObject({ kind: 'usable', session: { accessToken: 'renewed', refreshToken: 'second' } })
  expect(await sessions.offline('a.myshopify.com')).toMatchObject({ kind: 'usable', session: { accessToken: 'renewed', refreshToken: 'second' } })
})

test('a token sealed with a former key opens, and is sealed with the key of today when it is used; then the former one may go', async () => {
  const newKey = randomBytes(32).toString('base64')
  const rows = new Map<string, Session>()
  const writes: string[] = []
  const inner: SessionStorage = {
    storeSession: async (session) => {
      writes.push(session.id)
      rows.set(session.id, session)
      return true
    },
    loadSession: async (id) => rows.get(id),
    deleteSession: async (id) => rows.delete(id),
    deleteSessions: async () => true,
    findSessionsByShop: async () => [...rows.values()],
  }
  const held: string[] = []
  const withKeys = (today: string, former: readonly string[] = []) => sealedSessions({
    inner, cipher: tokenCipher(today, former), wall: () => 0, refresh: async () => { throw new Error('nothing is to be refreshed') },
    exclusively: (name, work) => { held.push(name); return work() },
  })
  const usable = { kind: 'usable', session: { accessToken: 'access', refreshToken: 'refresh' } }
  await withKeys(key).storeSession(new Session({ id: 'offline_a.myshopify.com', shop: 'a.myshopify.com', state: '', isOnline: false, accessToken: 'access', refreshToken: 'refresh', expires: new Date(3_600_000) }))
  const before = rows.get('offline_a.myshopify.com')?.accessToken

  expect(await withKeys(newKey, [key]).offline('a.myshopify.com')).toMatchObject(usable)
  expect(rows.get('offline_a.myshopify.com')?.accessToken).not.toBe(before)
  expect(await withKeys(newKey).offline('a.myshopify.com')).toMatchObject(usable)
  // What is sealed with the key of today is not written again.
  expect([writes.length, held]).toEqual([2, ['token:offline_a.myshopify.com']])
  expect(() => tokenCipher(newKey, ['short'])).toThrow('TOKEN_KEYS_PREVIOUS')
})

test('two seals of one token differ', () => {
  const cipher = tokenCipher(key)
  expect(cipher.seal('t', 's')).not.toBe(cipher.seal('t', 's'))
})

test('a signature counts for exactly the bytes that were signed, with either secret', () => {
  const raw = Buffer.from('{"id":1}')
  const sign = (secret: string, bytes: Buffer) => createHmac('sha256', secret).update(bytes).digest('base64')
  expect(signedBy(['new', 'old'], raw, sign('new', raw))).toBe(true)
  expect(signedBy(['new', 'old'], raw, sign('old', raw))).toBe(true)
  expect(signedBy(['new'], raw, sign('old', raw))).toBe(false)
  expect(signedBy(['new'], Buffer.from('{"id":2}'), sign('new', raw))).toBe(false)
  expect(signedBy(['new'], raw, null)).toBe(false)
  expect(signedBy(['new'], raw, '')).toBe(false)
  expect(signedBy(['new'], raw, 'not base64 of 32 bytes')).toBe(false)
  // The same bytes in other writing.
  const right = sign('new', raw)
  for (const odd of [` ${right}`, `${right}=`, right.slice(0, -1), `${right.slice(0, 9)}!${right.slice(9)}`]) expect(signedBy(['new'], raw, odd)).toBe(false)
})

test('parallel first requests of a shop go one after the other, and a failure lets the next one through', async () => {
  let running = 0
  let most = 0
  let sessions = 0
  const authenticate = oneExchangeAtATime(
    async (request) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
      if (request.url.endsWith('fails')) throw new Error('refused')
      return ++sessions
    },
    { hasSession: async () => false },
  )
  const token = `x.${Buffer.from(JSON.stringify({ dest: 'https://a.myshopify.com' })).toString('base64url')}.y`
  const ask = (path: string) => authenticate(new Request(`https://app.example.com/${path}`, { headers: { authorization: `Bearer ${token}` } }))
  const ends = await Promise.allSettled([ask('one'), ask('fails'), ask('three')])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(most).toBe(1)
  expect(claimedShop(new Request('https://app.example.com/?id_token=junk'))).toBeNull()
})
