// Up to when everything is in, and how much of it the last round had to repair, in one line.
import { second } from '#app/components/wording/instants.ts'
import { count } from '#app/components/wording/numbers.ts'
import type { Freshness, SyncProgress } from '#app/core/progress.ts'

/** `Complete up to 1 Dec 2026, 14:03:11 · 0 repaired in the last round` */
export function wordsForComplete({ completeUpTo, repaired }: Pick<Freshness, 'completeUpTo' | 'repaired'>, sync: SyncProgress, zone: string): string {
  if (completeUpTo === null || sync.state === 'waiting') return 'Not complete yet: your store is still being read.'
  const upTo = `Complete up to ${second(completeUpTo, zone)}`
  return repaired === null ? upTo : `${upTo} · ${count(repaired)} repaired in the last round`
}
