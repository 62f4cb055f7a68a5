// The one speaker of Shopify's Admin API for work with a shop's offline token: every end of a request is an Answer.
import type { Session } from '@shopify/shopify-api'
import { answered, failed } from '#app/shopify/answers.ts'
import { budgets } from '#app/shopify/budgets.ts'
import { download } from '#app/shopify/download.ts'
import { nameBook } from '#app/shopify/names.ts'
import type { SealedSessions } from '#app/shopify/sealed-sessions.ts'
import type { Usable } from '#app/shopify/token-refresh.ts'
import type { Answer, Shopify } from '#app/shopify/shopify.ts'

const timeout = 30_000

export interface AdminParts {
  readonly sessions: Pick<SealedSessions, 'offline' | 'after401' | 'reject'>
  /** One request through the library's own GraphQL client, without its retries (they sleep seconds as milliseconds). */
  readonly request: (
    session: Session,
    document: string,
    options: { readonly variables?: Record<string, unknown>; readonly signal: AbortSignal },
  ) => Promise<{ readonly data?: unknown; readonly extensions?: unknown }>
  /** Store clock: points are restored by it. */
  readonly now: () => number
  readonly wall: () => number
}

export function adminApi({ sessions, request, now, wall }: AdminParts): Shopify {
  const points = budgets(now)

  async function ask<T>(shop: string, document: string, variables?: Record<string, unknown>): Promise<Answer<T>> {
    const found = await sessions.offline(shop)
    const answer = await askWith<T>(found, document, variables)
    if (found.kind !== 'usable' || answer.kind !== 'revoked') return noted(shop, answer)
    // A 401 executed nothing. Another process may have renewed the token meanwhile, and Shopify may have ended it before its time.
    const renewed = await sessions.after401(found.session)
    const again = await askWith<T>(renewed, document, variables)
    if (again.kind === 'revoked' && renewed.kind !== 'none') await sessions.reject(renewed.session)
    return noted(shop, again)
  }

  async function askWith<T>(found: Usable, document: string, variables?: Record<string, unknown>): Promise<Answer<T>> {
    if (found.kind === 'none' || found.kind === 'rejected') return { kind: 'revoked' }
    // Nothing has left yet: coming back is safe for mutations too.
    if (found.kind === 'unreachable') return { kind: 'throttled', waitMs: 5_000, cost: null }
    return request(found.session, document, { variables, signal: AbortSignal.timeout(timeout) }).then(answered<T>, failed<T>)
  }

  function noted<T>(shop: string, answer: Answer<T>): Answer<T> {
    if ('cost' in answer) points.saw(shop, answer.cost)
    return answer
  }

  return { ask, download, budget: (shop) => points.of(shop), names: nameBook(ask, wall) }
}
