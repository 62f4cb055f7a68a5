// Asks the server how many a rule would have held in the past; the newest question wins.
import { useEffect, useState } from 'react'
import type { AsToday } from '#app/core/plan/as-today.ts'

export interface HistoryQuestion {
  readonly rule: string
  readonly segment: number | null
  readonly reach: '90-days' | '12-months' | '24-months' | 'all'
  readonly step: 'day' | 'week'
}

export interface Size {
  readonly at: number
  readonly members: number
  readonly unknown: number
  /** Since the one before. */
  readonly entered: number
  readonly left: number
  /** Customers the store had. */
  readonly customers: number
}

export interface History {
  /** Oldest first; the last one is now. */
  readonly sizes: readonly Size[]
  readonly asToday: readonly AsToday[]
  readonly zone: string
  readonly step: 'day' | 'week'
}

export type HistoryAnswer = ({ readonly kind: 'sizes' } & History) | { readonly kind: 'problems' }

export type HistoryState =
  | { readonly kind: 'none' }
  | { readonly kind: 'counting' }
  | { readonly kind: 'known'; readonly history: History; readonly counting: boolean }
  | { readonly kind: 'failed' }

/** `question` null: nothing is asked. */
export function useHistory(question: HistoryQuestion | null): HistoryState {
  const [state, setState] = useState<HistoryState>({ kind: question === null ? 'none' : 'counting' })
  const asked = question === null ? null : JSON.stringify(question)
  useEffect(() => {
    if (asked === null) return setState({ kind: 'none' })
    setState((now) => (now.kind === 'known' ? { ...now, counting: true } : { kind: 'counting' }))
    const newer = new AbortController()
    void ask(asked, newer.signal).then((next) => {
      if (!newer.signal.aborted) setState(next)
    })
    return () => newer.abort()
  }, [asked])
  return state
}

async function ask(body: string, signal: AbortSignal): Promise<HistoryState> {
  try {
    const response = await fetch('/app/backtest', { method: 'POST', signal, headers: { 'content-type': 'application/json' }, body })
    if (!response.ok) return { kind: 'failed' }
    const answer = (await response.json()) as HistoryAnswer
    return answer.kind === 'sizes' ? { kind: 'known', history: answer, counting: false } : { kind: 'none' }
  } catch {
    // Cut off, or overtaken by a newer question: the caller looks at the signal.
    return { kind: 'failed' }
  }
}
