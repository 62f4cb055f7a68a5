// Asks the server how many a rule would hold, once the merchant has stopped typing for a moment; the newest question wins.
import { useEffect, useState } from 'react'

export interface PreviewNumbers {
  readonly total: number
  readonly count: number
  readonly joining: number
  readonly leaving: number
  readonly unknown: number
}

/** Told from a sample: between `from` and `to`, very likely. */
export interface Range {
  readonly about: number
  readonly from: number
  readonly to: number
}

export type PreviewEstimate = Readonly<Record<keyof PreviewNumbers, Range>>

export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly numbers: PreviewNumbers; readonly counting: boolean }
  /** The exact numbers are on their way. */
  | { readonly kind: 'estimated'; readonly numbers: PreviewEstimate }
  | { readonly kind: 'counting' }
  | { readonly kind: 'failed' }

export type PreviewAnswer =
  | { readonly kind: 'numbers'; readonly numbers: PreviewNumbers }
  | { readonly kind: 'estimate'; readonly numbers: PreviewEstimate }
  | { readonly kind: 'problems' }

const quiet = 300

/** `rule` null: nothing to count, because it does not stand yet. `standing` changes when the question has to be asked again. */
export function usePreview(rule: string | null, segment: number | null, standing: string): PreviewState {
  const [state, setState] = useState<PreviewState>({ kind: rule === null ? 'none' : 'counting' })
  useEffect(() => {
    if (rule === null) return setState({ kind: 'none' })
    setState((now) => (now.kind === 'known' ? { ...now, counting: true } : { kind: 'counting' }))
    const newer = new AbortController()
    const timer = setTimeout(() => {
      void follow(rule, segment, newer.signal, (next) => {
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

/** First what can be said at once, then, if that was an estimate, the exact numbers. */
async function follow(rule: string, segment: number | null, signal: AbortSignal, tell: (state: PreviewState) => void): Promise<void> {
  const first = await ask({ rule, segment, quick: true }, signal)
  tell(first)
  if (first.kind === 'estimated' && !signal.aborted) tell(await ask({ rule, segment, quick: false }, signal))
}

async function ask(question: { rule: string; segment: number | null; quick: boolean }, signal: AbortSignal): Promise<PreviewState> {
  try {
    const response = await fetch('/app/preview', { method: 'POST', signal, headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) })
    if (!response.ok) return { kind: 'failed' }
    const answer = (await response.json()) as PreviewAnswer
    switch (answer.kind) {
      case 'numbers': return { kind: 'known', numbers: answer.numbers, counting: false }
      case 'estimate': return { kind: 'estimated', numbers: answer.numbers }
      case 'problems': return { kind: 'none' }
    }
  } catch {
    // Cut off, or overtaken by a newer question: the caller looks at the signal.
    return { kind: 'failed' }
  }
}
