// `strata backtest` as a script calls it: one line a day or week, what has to be said on standard error, and the exit codes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ended, linesOf, strata } from './run-strata.ts'
import { removeStore, type StoreFiles, writeStore } from './store-files.ts'

let store: StoreFiles
beforeAll(() => { store = writeStore() })
afterAll(() => removeStore(store))

const backtest = (rule: string, ...more: string[]): Promise<Ended> =>
  strata(['backtest', '--customers', store.customers, '--orders', store.orders, '--rule', rule, '--now', '2026-10-20T12:00:00Z', '--timezone', 'Europe/Berlin', ...more])

test('the size of a rule on every day, and now', async () => {
  const ended = await backtest('orders_placed MATCHES (date >= -5d)', '--from', '2026-10-01')
  expect(ended).toMatchObject({ code: 0, err: 'Orders of unknown customers left out: 1.\n' })
  const lines = linesOf(ended.out) as { at: string; members: number; entered: number; left: number; customers: number }[]
  expect(lines).toHaveLength(21)
  expect(lines[0]).toMatchObject({ at: '2026-09-30T22:00:00.000Z', entered: 0, left: 0 })
  expect(lines.at(-1)).toMatchObject({ at: '2026-10-20T12:00:00.000Z' })
  // Ordered on 3 October: in from the next midnight, out when more than five days have gone by.
  expect(lines.filter(({ entered, left }) => entered + left > 0).map(({ at, members, entered, left }) => [at, members, entered, left])).toEqual([
    ['2026-10-03T22:00:00.000Z', 1, 1, 0], ['2026-10-08T22:00:00.000Z', 0, 0, 1],
  ])
}, 60_000)

test('what the files have only as of today is said, and what they do not say is unknown', async () => {
  const { out, err } = await backtest("customer_tags CONTAINS 'vip' OR companies IS NOT NULL", '--step', 'week', '--from', '2026-10-01')
  expect(err).toContain('As the files have them, not as of then: tags, answers.')
  expect(linesOf(out)).toHaveLength(5)
  expect(linesOf(out).at(-1)).toMatchObject({ members: 1, unknown: 1 })
}, 60_000)

test('bad use is not understood, a faulty rule is refused', async () => {
  for (const [name, value] of [['step', 'month'], ['from', '2027-01-01'], ['from', 'yesterday'], ['timezone', 'Europe/Nowhere']] as const) {
    expect([name, await backtest('number_of_orders = 2', `--${name}`, value)]).toMatchObject([name, { code: 2, out: '' }])
  }
  expect(await backtest('number_of_orders >')).toMatchObject({ code: 1, out: '' })
}, 60_000)
