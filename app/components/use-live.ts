// Keeps a page's data fresh while it can be seen.
import { useEffect } from 'react'
import { useRevalidator } from '@remix-run/react'

/** Asks again `every` milliseconds after the last answer; not while the page is hidden. */
export function useLive(every: number): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (state !== 'idle') return
    const ask = () => {
      if (document.visibilityState === 'visible') revalidate()
    }
    const timer = setTimeout(ask, every)
    document.addEventListener('visibilitychange', ask)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', ask)
    }
  }, [every, revalidate, state])
}
