// A round of reconciliation in a merchant's words: what was compared, what came of it, and what to do where something was in the way.
import { second } from '#app/components/wording/instants.ts'
import { count, countOf } from '#app/components/wording/numbers.ts'
import type { Round, RoundKind, RoundProblem } from '#app/core/reconciliation.ts'

const titles: Readonly<Record<RoundKind, string>> = {
  changes: 'Changes',
  counts: 'Counts of every day',
  tags: 'Tags of every customer',
  customers: 'Every customer',
  products: 'Every product',
  full: 'The whole store',
}

export const titleOf = ({ kind }: Round): string => titles[kind]

/** `Complete up to 1 Dec 2026, 14:03:11 · 12 looked at · 0 repaired` */
export function wordsForRound({ completeUpTo, endedAt, lookedAt, repaired }: Round, zone: string): string {
  const when = completeUpTo === null ? `Ended ${second(endedAt, zone)}` : `Complete up to ${second(completeUpTo, zone)}`
  return `${when} · ${count(lookedAt)} looked at · ${count(repaired)} repaired`
}

/** What was in the way, and the way out. */
export function wordsForProblem(problem: RoundProblem): string {
  switch (problem) {
    case 'no-answer':
      return 'Shopify did not answer. Strata tries again by itself; nothing is lost.'
    case 'refused':
      return 'Shopify refused the question. Strata tries again by itself; if it stays like this for a day, read the whole store again.'
    case 'stopped':
      return 'Reading stopped after many tries. Press “Read the whole store again”.'
    case 'read-again':
      return 'So much was different that the whole store is read again. There is nothing to do.'
    case 'token-revoked':
      return 'Shopify no longer accepted Strata’s access. Opening the app renews it.'
    case 'scope-missing':
      return 'A permission was missing. Open Strata from your list of apps: Shopify then asks for it.'
    case 'data-access-not-approved':
      return 'Shopify has not approved Strata for customer data. Ask whoever installed the app to request it in the Partner dashboard.'
  }
}

/** `3 changes wait to be taken in, the oldest for about 2 minutes.` */
export function wordsForWaiting(deliveries: number, oldest: string | null): string {
  if (deliveries === 0) return 'No change waits to be taken in.'
  const waiting = `${countOf(deliveries, 'change')} ${deliveries === 1 ? 'waits' : 'wait'} to be taken in`
  return oldest === null ? `${waiting}.` : `${waiting}, the oldest for ${oldest}.`
}
