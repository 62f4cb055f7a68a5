import { expect, test } from 'vitest'
import { ReadAgainCard } from '#app/components/upkeep/read-again-card.tsx'
import { wordsForProblem, wordsForRound, wordsForWaiting } from '#app/components/upkeep/round-words.ts'
import { RoundsCard } from '#app/components/upkeep/rounds-card.tsx'
import { StandingCard } from '#app/components/upkeep/standing-card.tsx'
import type { Round } from '#app/core/reconciliation.ts'
import { render, textOf } from './render.tsx'

const at = Date.UTC(2026, 11, 1, 13, 3, 11)
const round: Round = { kind: 'changes', beganAt: at - 5_000, endedAt: at, completeUpTo: at - 60_000, lookedAt: 1_204, repaired: 0, problem: null }
const card = (rounds: readonly Round[]) => textOf(render(<RoundsCard title="Every few minutes" about="What changed." rounds={rounds} zone="Europe/Berlin" />))

test('a round says up to when it is complete, in the shop’s own time, and how much it repaired', () => {
  expect(wordsForRound(round, 'Europe/Berlin')).toBe('Complete up to 1 Dec 2026, 14:02:11 · 1,204 looked at · 0 repaired')
  expect(wordsForRound({ ...round, completeUpTo: null, repaired: 3 }, 'UTC')).toBe('Ended 1 Dec 2026, 13:03:11 · 1,204 looked at · 3 repaired')
  expect(card([])).toContain('There was none yet.')
  expect(card([round])).not.toMatch(/Repaired|Not finished/)
  expect(card([{ ...round, repaired: 2 }])).toContain('Repaired')
})

test('every problem has its way out', () => {
  expect(card([{ ...round, completeUpTo: null, problem: 'no-answer' }])).toMatch(/Not finished.*tries again by itself/)
  for (const problem of ['no-answer', 'refused', 'stopped', 'read-again', 'token-revoked', 'scope-missing', 'data-access-not-approved'] as const) {
    expect(wordsForProblem(problem)).toMatch(/by itself|Press|nothing to do|Open|Ask/i)
  }
})

test('what waits is told with its age, and that deletions are found at night', () => {
  expect(wordsForWaiting(0, null)).toBe('No change waits to be taken in.')
  expect(wordsForWaiting(1, '15 seconds')).toBe('1 change waits to be taken in, the oldest for 15 seconds.')
  const freshness = { customers: 1, completeUpTo: at, repaired: 0, deliveries: 3, oldestDelivery: at - 100_000, stale: 0, unsettled: 0, refused: 0, work: null }
  const words = textOf(render(<StandingCard freshness={freshness} sync={{ state: 'done', at }} zone="UTC" now={at} every={5} />))
  expect(words).toMatch(/3 changes wait to be taken in, the oldest for about 2 minutes\./)
  expect(words).toMatch(/asked for every 5 minutes.*deleted.*found at night/)
})

test('a store that is being read cannot be asked for twice', () => {
  const button = (running: boolean) => render(<ReadAgainCard running={running} starting={false} onStart={() => undefined} />)
  expect(textOf(button(true))).toContain('Your store is being read')
  expect(button(true)).toContain('aria-disabled="true"')
  expect(button(false)).not.toContain('aria-disabled="true"')
})
