import { expect, test } from 'vitest'
import { AuditBanner } from '#app/components/home/audit-banner.tsx'
import { wordsForAudit } from '#app/components/home/audit-note.tsx'
import { FreshnessCard } from '#app/components/home/freshness-card.tsx'
import { SyncCard } from '#app/components/home/sync-card.tsx'
import { TroubleBanner } from '#app/components/home/trouble-banner.tsx'
import { render, textOf } from './render.tsx'

const nothing = () => undefined
const shop = { zone: 'UTC', writesEnabled: true, approved: true, trouble: null, historyFrom: null }
const audit = { checks: 0, disagreements: 0, roundEndedAt: null, frozen: [] }
const bannerWords = (change: Partial<Parameters<typeof TroubleBanner>[0]['shop']>, machine: Partial<Parameters<typeof TroubleBanner>[0]['machine']> = {}) =>
  textOf(render(<TroubleBanner shop={{ ...shop, ...change }} machine={{ queueReachable: true, database: null, inboxFull: false, ...machine }} />))

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
  expect(bannerWords({}, { inboxFull: true })).toContain('INBOX_MAX_MB')
  expect(bannerWords({})).toBe('')
})

test('freshness is never claimed before everything was read', () => {
  const freshness = { customers: 400, completeUpTo: Date.UTC(2026, 10, 22, 10), deliveries: 3, oldestDelivery: null, repaired: 0, stale: 12, unsettled: 120, refused: 0, work: null }
  const before = textOf(render(<FreshnessCard freshness={freshness} sync={{ state: 'waiting' }} audit={audit} zone="UTC" />))
  expect(before).toContain('Not complete yet')
  expect(before).not.toContain('Complete up to')
  const after = textOf(render(<FreshnessCard freshness={freshness} sync={{ state: 'done', at: 0 }} audit={audit} zone="UTC" />))
  expect(after).toContain('400 customers Complete up to 22 Nov 2026, 10:00:00 · 0 repaired in the last round')
  expect(after).not.toMatch(/refused|evaluations/)
  const again = textOf(render(<FreshnessCard freshness={{ ...freshness, repaired: null }} sync={{ state: 'running', step: 'Reading orders', rows: 1, share: 0.5, msLeft: null, again: true }} audit={audit} zone="UTC" />))
  expect(again).toContain('Complete up to 22 Nov 2026, 10:00:00')
  expect(again).not.toContain('repaired')
  const work = { since: Date.UTC(2026, 10, 1), evaluations: 1_203, events: 1, flips: 1_202 }
  expect(textOf(render(<FreshnessCard freshness={{ ...freshness, work }} sync={{ state: 'done', at: 0 }} audit={audit} zone="UTC" />))).toContain('1,203 evaluations for 1 change and 1,202 moments at which time alone decided, since 1 Nov 2026')
})

test('re-checks are told as far as they have come', () => {
  expect(wordsForAudit(audit, 'UTC')).toContain('Nothing has been compared yet')
  expect(wordsForAudit({ ...audit, checks: 1_284 }, 'UTC')).toBe('0 disagreements in 1,284 checks. The first round over all customers is under way.')
  expect(wordsForAudit({ checks: 1_284_000, disagreements: 1, roundEndedAt: Date.UTC(2026, 11, 2, 13, 5) }, 'Europe/Berlin')).toBe('1 disagreement in 1,284,000 checks. The last full round ended 2 Dec 2026, 14:05.')
})

test('frozen tags are named, with their segment and the way to it', () => {
  expect(render(<AuditBanner frozen={[]} />)).not.toContain('frozen')
  const one = render(<AuditBanner frozen={[{ id: 7, name: 'Regulars', tag: 'regular', customers: 1 }]} />)
  expect(textOf(one)).toMatch(/Regulars *\(tag “regular”, 1 customer\)/)
  expect(one).toContain('href="/app/segments/7"')
  expect(textOf(render(<AuditBanner frozen={[{ id: 7, name: 'A', tag: 'a', customers: 100 }, { id: 8, name: 'B', tag: 'b', customers: 2 }]} />))).toMatch(/2 segments are frozen.*100 customers or more/)
})
