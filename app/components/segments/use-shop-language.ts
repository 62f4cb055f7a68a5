// What the shop adds to the language while a rule is written: its currency, and the names and rules of its other segments.
import { useMemo } from 'react'
import type { Store } from '#app/core/language/complete/store.ts'
import { planOfRule, type UnderstandOptions } from '#app/core/segment.ts'

export interface ShopLanguage {
  /** ISO 4217. */
  readonly currency: string
  readonly segments: readonly { readonly id: number; readonly name: string; readonly rule: string }[]
}

/** `id`: the segment that is written itself, null for a new one. The same objects for as long as nothing of it changes. */
export function useShopLanguage(language: ShopLanguage, id: number | null): { readonly options: UnderstandOptions; readonly store: Store } {
  const key = JSON.stringify(language)
  return useMemo(() => {
    const { currency, segments } = JSON.parse(key) as ShopLanguage
    const known = segments.filter((segment) => segment.id !== id)
    const others = known.flatMap(({ name, rule }) => {
      const plan = planOfRule(rule)
      return plan === null ? [] : [{ name, root: plan.root }]
    })
    const names = known.map(({ name }) => name)
    return { options: { currency, others, knownSegments: names }, store: { segments: names } }
  }, [key, id])
}
