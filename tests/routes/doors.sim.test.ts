// Every route of the running app: who is not admitted gets nothing, a shop gets nothing of another, and every answer says who may frame it.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStand, type Stand } from '../../scripts/stand/stand.ts'
import { everyRow } from '#tests/every-row.ts'
import { readLogs } from '#tests/journeys/traces.ts'
import { install } from '#tests/prove/prove.ts'
import { untilQuiet } from '#tests/prove/quiet.ts'
import { storeNow } from '#tests/prove/store-state.ts'
import { type Answered, claims, documentPath, tokenFor, visit } from './admin-visit.ts'

const folder = mkdtempSync(join(tmpdir(), 'strata-doors-'))
let stand: Stand
/** What another shop of the same database has. */
const theirs = { shop: 2, customer: '8880001110001', order: '8880001110002', segment: 4242, request: 4343, name: 'Only of theirs' }

beforeAll(async () => {
  stand = await openStand({ folder, customers: 60, seed: 7 })
  await install(stand)
  await untilQuiet(stand, () => storeNow(stand.admin), 120_000)
  const database = new Database(join(folder, 'strata.sqlite'))
  database.exec(`
    INSERT INTO shops (id, domain, installed_at, synced_at, state) VALUES (${theirs.shop}, 'theirs.myshopify.com', 1, 1, 'installed');
    INSERT INTO customers (shop_id, number, shopify_id, profile_at, email_domain) VALUES (${theirs.shop}, 1, ${theirs.customer}, 1, 'theirs.example');
    INSERT INTO orders (shop_id, shopify_id, customer, version, created_at, processed_at, total, current_total, currency, lines) VALUES (${theirs.shop}, ${theirs.order}, 1, 1, 1, 1, 1, 1, 'EUR', x'');
    INSERT INTO segments (id, shop_id, name, rule, tag, tag_folded, state, created_at, updated_at) VALUES (${theirs.segment}, ${theirs.shop}, '${theirs.name}', 'number_of_orders > 0', 't', 't', 'off', 1, 1);
    INSERT INTO segment_versions (segment_id, version, name, rule, tag, state, at) VALUES (${theirs.segment}, 1, '${theirs.name}', 'number_of_orders > 0', 't', 'off', 1);
    INSERT INTO runs (id, shop_id, kind, state, step, progress, started_at, updated_at) VALUES (${theirs.request}, ${theirs.shop}, 'data-request', 'done', 'answer', '{"customer":"${theirs.customer}","orders":["${theirs.order}"],"request":null}', 1, 1);`)
  database.close()
}, 240_000)
afterAll(async () => {
  await stand?.close()
  rmSync(folder, { recursive: true, force: true })
})

const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })
const json = (body: object) => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const rule = 'number_of_orders > 0'
const draft = { name: 'Taken', rule, tag: 'taken' }

/** By file: what is asked with their ids and ends in 404, and what may be answered but must say nothing of theirs. */
const routes: Readonly<Record<string, { readonly refused?: readonly [string, RequestInit?][]; readonly answered?: readonly [string, RequestInit?][]; readonly open?: string }>> = {
  '_index.tsx': { open: 'leads to the sign-in, knows nothing' },
  'app': { open: 'the frame of all pages: answers only with them' },
  'app._index.tsx': { answered: [['/app.data'], ['/app.data?index', form({ do: 'sync-again' })]] },
  'app.backtest.tsx': { answered: [['/app/backtest', json({ rule, segment: theirs.segment, reach: '90-days', step: 'week' })]] },
  'app.customers.$id.tsx': { refused: [[`/app/customers/${theirs.customer}.data`]] },
  'app.data-requests.$id.tsx': { refused: [[`/app/data-requests/${theirs.request}`]] },
  'app.leave.tsx': { answered: [['/app/leave.data']] },
  'app.preview.tsx': { answered: [['/app/preview', json({ rule, segment: theirs.segment })]] },
  'app.segments.$id.tsx': {
    refused: [
      [`/app/segments/${theirs.segment}.data`], [`/app/segments/${theirs.segment}.data`, form({ do: 'save', ...draft })], [`/app/segments/${theirs.segment}.data`, form({ do: 'set-state', state: 'on', ...draft })],
      [`/app/segments/${theirs.segment}.data`, form({ do: 'write-again' })],
      [`/app/segments/${theirs.segment}.data`, form({ do: 'approve' })],
      [`/app/segments/${theirs.segment}.data`, form({ do: 'adopt' })], [`/app/segments/${theirs.segment}.data`, form({ do: 'set-on-removal', 'on-removal': 'respect' })],
      [`/app/segments/${theirs.segment}.data`, form({ do: 'make-discount', kind: 'code', title: 'Taken', code: 'TAKEN', percentage: '10' })],
    ],
    answered: [[`/app/segments/${theirs.segment}.data`, form({ do: 'delete', ...draft })]],
  },
  'app.segments._index.tsx': { answered: [['/app/segments.data']] },
  'app.segments.new.tsx': { answered: [['/app/segments/new.data'], ['/app/segments/new.data', form({ name: 'x', rule: `in_segment('${theirs.name.toLowerCase()}')`, tag: 'x' })]] },
  'app.settings.tsx': { answered: [['/app/settings.data']] },
  'app.upkeep.tsx': { answered: [['/app/upkeep.data']] },
  'app.who.tsx': { answered: [['/app/who', json({ rule, segment: theirs.segment })]] },
  'app.why.$id.tsx': { refused: [[`/app/why/${theirs.customer}`]] },
  'auth.$.tsx': { open: 'the library’s own addresses' },
  'auth.login.tsx': { open: 'a sentence for visitors without a store' },
  'webhooks.$.tsx': { open: 'never reached here: the webhook door stands before it, and has its own tests' },
}
const asked = (which: 'refused' | 'answered') => Object.values(routes).flatMap((route) => route[which] ?? [])

test('every route is here', () => {
  expect(Object.keys(routes).sort()).toEqual(readdirSync('app/routes').sort())
})

const theirRows = async () => Object.fromEntries(Object.entries(await everyRow(`file:${join(folder, 'strata.sqlite')}`)).map(([table, rows]) =>
  [table, rows.filter((row) => row.shop_id === theirs.shop || row.segment_id === theirs.segment || (table === 'shops' && row.id === theirs.shop))]))

test('with the ids of another shop there is nothing to see and nothing to change', async () => {
  const before = await theirRows()
  for (const [path, init] of asked('refused')) {
    const { status, text } = await visit(stand, path, init)
    expect([path, status]).toEqual([path, 404])
    expect(text).not.toMatch(/theirs|8880001110001/i)
  }
  for (const [path, init] of asked('answered')) {
    const { status, text } = await visit(stand, path, init)
    expect([path, status < 400]).toEqual([path, true])
    // What the visitor typed themselves may come back.
    expect(text.replaceAll(theirs.name.toLowerCase(), '')).not.toMatch(/theirs|8880001110001|8880001110002/i)
  }
  const asNew = await visit(stand, '/app/preview', json({ rule, segment: null }))
  expect((await visit(stand, '/app/preview', json({ rule, segment: theirs.segment }))).text).toBe(asNew.text)
  expect(await theirRows()).toEqual(before)
})

describe('who is not admitted', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = () => Math.floor(Date.now() / 1000)
  const bad: readonly (readonly [string, () => string | null])[] = [
    ['no token', () => null],
    ['an expired one', () => tokenFor(stand, { exp: now() - 60, nbf: now() - 120, iat: now() - 120 })],
    ['one that holds only later', () => tokenFor(stand, { nbf: now() + 600, exp: now() + 1_200 })],
    ['one for another app', () => tokenFor(stand, { aud: 'another-app' })],
    ['one signed with another secret', () => tokenFor(stand, {}, 'guessed')],
    ['one that says it needs no signature', () => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims(stand))}.`],
    ['one that names another shop, which never was vouched for', () => tokenFor(stand, { dest: 'https://theirs.myshopify.com', iss: 'https://theirs.myshopify.com/admin' }, 'guessed')],
    ['one whose claims were changed after it was signed', () => {
      const [head, , signature] = tokenFor(stand).split('.')
      return `${head}.${encode(claims(stand, { dest: 'https://theirs.myshopify.com' }))}.${signature}`
    }],
    ['nonsense', () => 'a.b.c'],
  ]

  test.each(bad)('%s: nothing is shown and nothing changed, on any route', async (_what, token) => {
    const before = await theirRows()
    for (const [path, init] of [...asked('refused'), ...asked('answered')]) {
      const { status, text } = await visit(stand, path, { ...init, token: token() })
      // 202 carries a redirect to a script of the page.
      expect([path, status >= 300 || status === 202]).toEqual([path, true])
      expect(text).not.toMatch(/theirs\.example|8880001110001|Only of theirs/)
    }
    expect(await theirRows()).toEqual(before)
  })

  test('a token of this app for a shop that is not installed there opens nothing', async () => {
    // Rightly signed, so it is Shopify that must be asked, and Shopify does not know it.
    const { status, text } = await visit(stand, `/app/segments/${theirs.segment}.data`, { token: tokenFor(stand, { dest: 'https://theirs.myshopify.com', iss: 'https://theirs.myshopify.com/admin' }) })
    expect(status).toBeGreaterThanOrEqual(300)
    expect(text).not.toContain(theirs.name)
  })

  test('nothing of a token stands in a log', async () => {
    await visit(stand, '/app/segments.data', { token: `${tokenFor(stand)}x` })
    expect(readLogs(stand)).not.toContain('eyJ')
  })
})

describe('every answer', () => {
  const ancestors = (answer: Answered) => /frame-ancestors ([^;]*)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]?.trim()
  const plain = ['/', '/auth/login', '/healthz', '/nothing-here', '/app', '/app/segments.data', '/webhooks']

  test('is guessed at by no browser, tells no other site where it came from, and sets no cookie', async () => {
    for (const path of [...plain, documentPath(stand, '/app'), documentPath(stand, '/app/settings')]) {
      const { headers } = await visit(stand, path, { token: null })
      expect([path, headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('set-cookie')]).toEqual([path, 'nosniff', 'strict-origin', null])
    }
  })

  test('may be framed by its own shop’s admin when it is a page for it, and by nobody otherwise', async () => {
    for (const page of ['/app', '/app/segments', '/app/segments/new', '/app/settings', '/app/customers/1', '/app/segments/999']) {
      const answer = await visit(stand, documentPath(stand, page), { token: null })
      expect([page, ancestors(answer)?.split(' ').slice(0, 2)]).toEqual([page, [`https://${stand.shop}`, 'https://admin.shopify.com']])
      expect(ancestors(answer)).not.toContain('theirs')
    }
    for (const path of ['/auth/login', '/healthz', '/nothing-here', '/webhooks']) expect([path, ancestors(await visit(stand, path, { token: null }))]).toEqual([path, "'none'"])
    // A shop that is no address of Shopify's is not let in by writing it into the address.
    const forged = await visit(stand, '/app?embedded=1&shop=evil.example.com&host=x', { token: null })
    expect(ancestors(forged)).not.toContain('evil')
  })

  test('to a body over 5 MiB is 413, on pages too', async () => {
    const { status } = await visit(stand, '/app/preview', { method: 'POST', body: new Uint8Array(5 * 1024 * 1024 + 1), headers: { 'content-type': 'application/json' } })
    expect(status).toBe(413)
  })

  test('to a form or JSON that makes no sense is 4xx', async () => {
    for (const body of ['', '{', 'null', '[]', '{"rule":5,"segment":"x"}', '{"rule":"a","segment":1e99}', `{"rule":"${'('.repeat(50_000)}","segment":null}`]) {
      const { status } = await visit(stand, '/app/preview', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
      expect([body.slice(0, 40), status < 500]).toEqual([body.slice(0, 40), true])
    }
    for (const path of ['/app/settings.data', '/app/segments/new.data', '/app.data?index']) {
      for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) expect([path, type, (await visit(stand, path, { method: 'POST', body: '{"a":', headers: { 'content-type': type } })).status]).toEqual([path, type, 400])
    }
    const wrong = { history: 1, checkouts: 365, deliveries: 7, drift: 180, requests: 365 }
    for (const retention of ['', '{', 'null', '[]', '{}', JSON.stringify(wrong)]) {
      expect([retention, (await visit(stand, '/app/settings.data', form({ do: 'set-retention', retention }))).status]).toEqual([retention, 400])
    }
    const kept = { history: 90, checkouts: 30, deliveries: 2, drift: 30, requests: 60 }
    expect((await visit(stand, '/app/settings.data', form({ do: 'set-retention', retention: JSON.stringify(kept) }))).status).toBe(200)
  })
})
