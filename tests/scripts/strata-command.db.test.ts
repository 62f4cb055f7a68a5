// The command line: JSON in and out, the same refusals as the pages, and exit codes a script can rely on.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { countWork } from '#app/db/evaluation-work.ts'
import { installShop } from '#app/db/shops.ts'
import { keepDataRequest } from '#app/operations/intake/data-request.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { checkout, order } from '#tests/db/some-changes.ts'

let fresh: FreshDatabase
beforeEach(async () => { fresh = await freshDatabase() })
afterEach(async () => { await fresh.close() })

const strata = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    const env = {
      PATH: process.env.PATH, NODE_ENV: 'test' as const, SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret', SHOPIFY_APP_URL: 'https://app.example.com', SCOPES: 'read_customers',
      // Nobody listens there: the command does its work all the same, and the sweep of a worker finds it.
      DATABASE_URL: fresh.url, REDIS_URL: 'redis://127.0.0.1:1', TOKEN_KEY: randomBytes(32).toString('base64'),
    }
    const cwd = fileURLToPath(new URL('../..', import.meta.url))
    execFile(process.execPath, ['scripts/strata.ts', ...args], { cwd, env }, (error, out, err) => done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }))
  })

test('segments are created, listed and set; problems come as JSON with exit code 1', async () => {
  await fresh.db.write(() => installShop('demo.myshopify.com', 1_000))
  const shop = ['--shop', 'demo.myshopify.com']
  const created = await strata('segments', 'create', ...shop, '--name', 'Never bought', '--rule', 'number_of_orders = 0', '--tag', 'nobuy')
  expect(created).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(created.out)).toMatchObject({ id: 1, state: 'off', tag: 'nobuy' })

  const set = await strata('segments', 'set', ...shop, '--name', 'Never bought', '--state', 'on')
  expect(JSON.parse(set.out)).toMatchObject({ id: 1, state: 'on', version: 2 })
  const listed = await strata('segments', 'list', ...shop)
  expect(JSON.parse(listed.out)).toHaveLength(1)

  const refused = await strata('segments', 'create', ...shop, '--name', 'Other', '--rule', 'number_of_orders >', '--tag', 'NOBUY')
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(JSON.parse(refused.err)).toMatchObject({ tag: expect.stringContaining('Never bought') as string, rule: [{ severity: 'error' }] })
}, 120_000)

test('what a customer asked to be shown is listed and answered, with what came before the customer did', async () => {
  const shop = await fresh.db.write(function* () {
    const made = yield* installShop('demo.myshopify.com', 1_000)
    yield* applyChanges(made.id, [order('71', '8001', 10), checkout('t1', '8001', 10)], 1_000)
    return made
  })
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  await keepDataRequest({ db: fresh.db, log: silent, now: () => 2_000 }, shop, { kind: 'dataRequested', customer: '8001', orders: [], request: '55' }, 'w1')
  const listed = await strata('privacy', 'list', '--shop', 'demo.myshopify.com')
  expect(JSON.parse(listed.out)).toEqual([{ id: 1, customer: '8001', orders: [], request: '55', askedAt: '1970-01-01T00:00:02.000Z' }])
  const answer = await strata('privacy', 'answer', '--shop', 'demo.myshopify.com', '--id', '1')
  expect(answer.code).toBe(0)
  expect(JSON.parse(answer.out)).toMatchObject({ customer: '8001', orders: [{ id: '71' }], checkouts: [{ token: 't1' }] })
  expect(await strata('privacy', 'answer', '--shop', 'demo.myshopify.com', '--id', '9')).toMatchObject({ code: 1, err: expect.stringContaining('no such request') as string })
}, 120_000)

test('the work of a shop is shown against what made it necessary', async () => {
  const { id } = await fresh.db.write(() => installShop('demo.myshopify.com', 1_000))
  const show = async () => JSON.parse((await strata('work', 'show', '--shop', 'demo.myshopify.com')).out) as unknown
  expect(await show()).toEqual({ since: null, evaluations: 0, events: 0, flips: 0, ratio: null })
  await fresh.db.write(() => countWork(id, { evaluations: 3, events: 1, flips: 1 }, 2_000))
  await fresh.db.write(() => countWork(id, { evaluations: 1, events: 0, flips: 2 }, 3_000))
  expect(await show()).toEqual({ since: '1970-01-01T00:00:02.000Z', evaluations: 4, events: 1, flips: 3, ratio: 1 })
}, 120_000)

test('an unknown shop is refused, and wrong arguments are answered with the usage', async () => {
  expect(await strata('segments', 'list', '--shop', 'other.myshopify.com')).toMatchObject({ code: 1, err: expect.stringContaining('has not installed') as string })
  expect(await strata('segments', 'list')).toMatchObject({ code: 2, err: expect.stringContaining('npm run -s strata') as string })
  expect(await strata('segments', 'list', '--bogus')).toMatchObject({ code: 2 })
}, 120_000)
