// Asks who a rule would hold, bring or lose, when the merchant wants to see it; a changed rule takes the answer back.
import { useEffect, useState } from 'react'

export interface Person {
  /** Decimal text. */
  readonly shopifyId: string
  /** Null when Shopify does not tell. */
  readonly name: string | null
}

/** Some of each. */
export interface People {
  readonly members: readonly Person[]
  readonly joining: readonly Person[]
  readonly leaving: readonly Person[]
}

export type PeopleState = { readonly kind: 'unasked' | 'asking' | 'failed' } | { readonly kind: 'known'; readonly people: People }

/** `standing` changes when an answer no longer holds. */
export function usePeople(rule: string | null, segment: number | null, standing: string): { readonly state: PeopleState; readonly ask: () => void } {
  const question = JSON.stringify([rule, segment, standing])
  const [asked, setAsked] = useState<string | null>(null)
  const [answer, setAnswer] = useState<{ readonly to: string; readonly state: PeopleState } | null>(null)
  useEffect(() => {
    if (asked !== question || rule === null) return
    const newer = new AbortController()
    void fetchPeople(rule, segment, newer.signal).then((state) => {
      if (!newer.signal.aborted) setAnswer({ to: question, state })
    })
    return () => newer.abort()
  }, [asked, question, rule, segment])
  const state: PeopleState = asked !== question ? { kind: 'unasked' } : answer?.to === question ? answer.state : { kind: 'asking' }
  return { state, ask: () => setAsked(question) }
}

async function fetchPeople(rule: string, segment: number | null, signal: AbortSignal): Promise<PeopleState> {
  try {
    const response = await fetch('/app/who', { method: 'POST', signal, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ rule, segment }) })
    return response.ok ? { kind: 'known', people: (await response.json()) as People } : { kind: 'failed' }
  } catch {
    // Cut off, or overtaken by a newer question: the caller looks at the signal.
    return { kind: 'failed' }
  }
}
