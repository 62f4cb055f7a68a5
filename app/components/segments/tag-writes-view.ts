// What the page of a segment shows of its tag writes.

export interface PersonWritten {
  /** Decimal text. */
  readonly shopifyId: string
  /** Null when Shopify does not tell. */
  readonly name: string | null
}

export interface DryRunView {
  /** Everyone was looked at with the rule as it is; otherwise the numbers still grow. */
  readonly counted: boolean
  readonly add: number
  readonly remove: number
  readonly about: boolean
  readonly seconds: number
  readonly sample: readonly PersonWritten[]
}

export interface ChangedByOthers extends PersonWritten {
  readonly id: number
  readonly kind: 'removed' | 'added'
  readonly at: number
  readonly answer: 'open' | 'put-back' | 'respected' | 'left'
}

export type OnRemoval = 'put-back' | 'respect'

export type TagWritesView =
  | { readonly kind: 'before-go'; readonly dry: DryRunView }
  | {
      readonly kind: 'written'
      readonly onRemoval: OnRemoval
      readonly outlook: { readonly waiting: number; readonly cost: { readonly seconds: number } | null }
      readonly changed: readonly ChangedByOthers[]
      /** Of the last 30 days. */
      readonly lately: { readonly removed: number; readonly added: number }
    }
  | { readonly kind: 'off' }
