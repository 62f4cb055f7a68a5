import { expect, test } from 'vitest'
import { FreshnessCard } from '#app/components/home/freshness-card.tsx'
import { SyncCard } from '#app/components/home/sync-card.tsx'
import { TroubleBanner } from '#app/components/home/trouble-banner.tsx'
import { render, textOf } from './render.tsx'

const nothing = () => undefined
const shop = { zone: 'UTC', writesEnabled: true, trouble: null, historyFrom: null }
const bannerWords = (change: Partial<Parameters<typeof TroubleBanner>[0]['shop']>, machine: Partial<Parameters<typeof TroubleBanner>[0]['machine']> = {}) =>
  textOf(render(<TroubleBanner shop={{ ...shop, ...change }} machine={{ queueReachable: true, database: null, ...machine }} />))

test('the sync tells rows, share and time left, and only what it knows', () => {
  const running = { state: 'running' as const, step: 'Orders', rows: 12_345, share: 0.415, msLeft: 110_000 }
  expect(textOf(render(<SyncCard sync={running} retrying={false} onRetry={nothing} />))).toContain('12,345 rows read · 41% · about 2 minutes left')
  expect(textOf(render(<SyncCard sync={{ ...running, rows: 0, share: null, msLeft: null }} retrying={false} onRetry={nothing} />))).toContain('Shopify is preparing the data.')
  expect(render(<SyncCard sync={{ state: 'done', at: 0 }} retrying={false} onRetry={nothing} />)).not.toContain('Reading your store')
})

test.each([
  [{ trouble: 'data-access-not-approved' as const }, 'Protected customer data access'],
  [{ trouble: 'token-revoked' as const }, 'install Strata again'],
  [{ trouble: 'scope-missing' as const }, 'Shopify then asks for it'],
  [{ writesEnabled: false }, 'Tag writing is switched off'],
  [{ historyFrom: Date.UTC(2026, 8, 23) }, 'Orders before 23 Sep 2026 cannot be read'],
])('%o has a banner that says what to do', (change, words) => expect(bannerWords(change)).toContain(words))

test('only the worst trouble is shown, and nothing when all is well', () => {
  expect(bannerWords({ trouble: 'token-revoked', writesEnabled: false }, { queueReachable: false })).not.toMatch(/queue|switched off/)
  expect(bannerWords({}, { queueReachable: false })).toContain('Redis')
  expect(bannerWords({}, { database: 'full' })).toContain('free disk space')
  expect(bannerWords({})).toBe('')
})

test('freshness is never claimed before everything was read', () => {
  const freshness = { customers: 400, completeUpTo: Date.UTC(2026, 10, 22, 10), deliveries: 3, stale: 12, unsettled: 120, refused: 0, work: null }
  const before = textOf(render(<FreshnessCard freshness={freshness} sync={{ state: 'waiting' }} zone="UTC" />))
  expect(before).toContain('Not complete yet')
  expect(before).not.toContain('Complete up to')
  const after = textOf(render(<FreshnessCard freshness={freshness} sync={{ state: 'done', at: 0 }} zone="UTC" />))
  expect(after).toContain('400 customers Complete up to 22 Nov 2026, 10:00')
  expect(after).not.toMatch(/refused|checks/)
  const work = { since: Date.UTC(2026, 10, 1), evaluations: 1_203, events: 1, flips: 1_202 }
  expect(textOf(render(<FreshnessCard freshness={{ ...freshness, work }} sync={{ state: 'done', at: 0 }} zone="UTC" />))).toContain('1,203 checks for 1 change and 1,202 moments at which time alone decided, since 1 Nov 2026')
})
