// Asks the server for the reasons, once for each state that the customer is in; while newer ones are on the way the old ones stay.
import { useEffect, useState } from 'react'
import type { WhyAnswer, WhyState } from '#app/components/customers/why-view.ts'

/** `standing` changes when the question has to be asked again. */
export function useWhy(shopifyId: string, standing: string): WhyState {
  const [state, setState] = useState<WhyState>({ kind: 'asking' })
  useEffect(() => {
    const newer = new AbortController()
    void ask(shopifyId, newer.signal).then((next) => {
      if (!newer.signal.aborted) setState(next)
    })
    return () => newer.abort()
  }, [shopifyId, standing])
  return state
}

async function ask(shopifyId: string, signal: AbortSignal): Promise<WhyState> {
  try {
    const response = await fetch(`/app/why/${shopifyId}`, { signal })
    return response.ok ? { kind: 'known', ...((await response.json()) as WhyAnswer) } : { kind: 'failed' }
  } catch {
    // Cut off, or overtaken by a newer question: the caller looks at the signal.
    return { kind: 'failed' }
  }
}
