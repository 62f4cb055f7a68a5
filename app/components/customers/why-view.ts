// What is shown of the reasons for one customer.
import type { Told } from '#app/core/explain-words/told.ts'

export interface WhySegment extends Told {
  readonly id: number
  readonly name: string
}

export interface WhyAnswer {
  readonly segments: readonly WhySegment[]
}

export type WhyState = { readonly kind: 'asking' } | { readonly kind: 'failed' } | ({ readonly kind: 'known' } & WhyAnswer)
