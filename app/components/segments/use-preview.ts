// Asks the server how many a rule would hold, once the merchant has stopped typing for a moment; the newest question wins.
import { useEffect, useState } from 'react'

export interface PreviewNumbers {
  readonly total: number
  readonly count: number
  readonly joining: number
  readonly leaving: number
  readonly unknown: number
}

export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly numbers: PreviewNumbers; readonly counting: boolean }
  | { readonly kind: 'counting' }
  | { readonly kind: 'failed' }

export type PreviewAnswer = { readonly kind: 'numbers'; readonly numbers: PreviewNumbers } | { readonly kind: 'problems' }

const quiet = 300

/** `rule` null: nothing to count, because it does not stand yet. `standing` changes when the question has to be asked again. */
export function usePreview(rule: string | null, segment: number | null, standing: string): PreviewState {
  const [state, setState] = useState<PreviewState>({ kind: rule === null ? 'none' : 'counting' })
  useEffect(() => {
    if (rule === null) return setState({ kind: 'none' })
    setState((now) => (now.kind === 'known' ? { ...now, counting: true } : { kind: 'counting' }))
    const newer = new AbortController()
    const timer = setTimeout(() => {
      void ask(rule, segment, newer.signal).then((next) => {
        if (!newer.signal.aborted) setState(next)
      })
    }, quiet)
    return () => {
      clearTimeout(timer)
      newer.abort()
    }
  }, [rule, segment, standing])
  return state
}

async function ask(rule: string, segment: number | null, signal: AbortSignal): Promise<PreviewState> {
  try {
    const response = await fetch('/app/preview', { method: 'POST', signal, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ rule, segment }) })
    if (!response.ok) return { kind: 'failed' }
    const answer = (await response.json()) as PreviewAnswer
    return answer.kind === 'numbers' ? { kind: 'known', numbers: answer.numbers, counting: false } : { kind: 'none' }
  } catch {
    // Cut off, or overtaken by a newer question: the caller looks at the signal.
    return { kind: 'failed' }
  }
}
