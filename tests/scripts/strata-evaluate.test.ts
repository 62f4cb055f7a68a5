// `strata evaluate` as a script calls it: what stands on which output, and the exit codes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ended, linesOf, strata } from './run-strata.ts'
import { ANNA, BEN, removeStore, type StoreFiles, writeStore } from './store-files.ts'

let store: StoreFiles
beforeAll(() => { store = writeStore() })
afterAll(() => removeStore(store))

/** Options that stand twice count the second time. */
const evaluate = (rule: string, ...more: string[]): Promise<Ended> =>
  strata(['evaluate', '--customers', store.customers, '--orders', store.orders, '--rule', rule, '--now', '2026-10-20T12:00:00Z', '--timezone', 'Europe/Berlin', ...more])

test('standard output holds the answers alone, standard error what has to be said', async () => {
  const ended = await evaluate('orders_placed MATCHES (date >= -30d)', '--explain')
  expect(ended).toMatchObject({ code: 0, err: 'Orders of unknown customers left out: 1.\n' })
  expect(linesOf(ended.out)).toMatchObject([
    { id: BEN, member: false, until: null, changes: [expect.stringContaining('1 more order')] },
    { id: ANNA, member: true, until: '2026-11-02T23:00:00.000Z', reasons: [expect.stringContaining('until 3 Nov 2026')] },
  ])
}, 60_000)

test('without an offset an instant is the time on the clocks of the shop', async () => {
  const { out } = await evaluate('orders_placed MATCHES ()', '--as-of', '2026-10-03T19:39:57', '--products', store.products)
  expect(linesOf(out)).toEqual([{ id: BEN, member: false, until: null }, { id: ANNA, member: true, until: null }])
  const earlier = await evaluate('orders_placed MATCHES ()', '--as-of', '2026-10-03T19:39:56')
  expect(linesOf(earlier.out)).toEqual([{ id: BEN, member: false, until: null }, { id: ANNA, member: false, until: null }])
}, 60_000)

test('a faulty rule is refused on standard error', async () => {
  const faulty = await evaluate('number_of_orders >')
  expect(faulty).toMatchObject({ code: 1, out: '' })
  expect(JSON.parse(faulty.err)).toMatchObject({ problems: [{ severity: 'error', start: expect.any(Number) as number }] })
}, 60_000)

test('bad use and bad files are not understood, and nothing of a line is quoted', async () => {
  const broken = join(store.folder, 'broken.jsonl')
  writeFileSync(broken, '{"id":"gid:\\/\\/shopify\\/Customer\\/1","createdAt":"2024-11-29T08:15:02Z"}\n{"someone@example.com"\n')
  const wrong: readonly [string, string][] = [['timezone', 'Europe/Nowhere'], ['now', 'yesterday'], ['as-of', '2027-01-01'], ['currency', 'euro'], ['customers', join(store.folder, 'none.jsonl')], ['orders', store.folder], ['customers', broken], ['customers', store.orders], ['orders', store.customers]]
  for (const [name, value] of wrong) {
    const ended = await evaluate('number_of_orders = 2', `--${name}`, value)
    expect([name, ended]).toMatchObject([name, { code: 2, out: '' }])
    expect(ended.err).not.toContain('someone')
  }
  expect(await strata(['evaluate', '--customers', broken, '--rule', 'number_of_orders = 2'])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--orders') as string })
}, 60_000)
