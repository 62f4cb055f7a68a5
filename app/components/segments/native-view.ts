// What the pages show of a segment in Shopify, and of a discount that is being made for it.

export interface NativeView {
  readonly state: 'unapproved' | 'off' | 'awaited' | 'standing'
  readonly nativeId: string | null
  readonly name: string
  readonly adopted: boolean
  readonly members: number | null
  readonly countedAt: number | null
  readonly problem: string | null
  readonly discounts: readonly DiscountView[]
}

export interface DiscountView {
  readonly id: string
  readonly kind: 'code' | 'automatic'
  readonly title: string
  readonly code: string | null
  readonly status: 'ACTIVE' | 'SCHEDULED' | 'EXPIRED'
}

export interface DiscountErrors {
  readonly title?: string
  readonly code?: string
  readonly percentage?: string
  readonly form?: string
}

export interface DiscountDraft {
  readonly kind: 'code' | 'automatic'
  readonly title: string
  readonly code: string
  readonly percentage: string
  readonly oncePerCustomer: boolean
}
