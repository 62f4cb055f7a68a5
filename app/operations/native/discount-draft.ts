// What a merchant typed for a discount: checked before Shopify is asked, and Shopify's own objections brought to the same fields.
import type { Complaint, NewDiscount } from '#app/shopify/discounts.ts'

export interface DiscountDraft {
  readonly kind: 'code' | 'automatic'
  readonly title: string
  readonly code: string
  readonly percentage: string
  readonly oncePerCustomer: boolean
}

/** Each next to its field; `form` is about the whole. */
export interface DiscountErrors {
  readonly title?: string
  readonly code?: string
  readonly percentage?: string
  readonly form?: string
}

/** Null when nothing stands in the way. */
export function errorsIn({ kind, title, code, percentage }: DiscountDraft): DiscountErrors | null {
  const number = percentageOf(percentage)
  const errors = {
    ...(title.trim() === '' ? { title: 'Give the discount a title.' } : {}),
    ...(kind === 'code' && code.trim() === '' ? { code: 'Give customers a code to enter.' } : {}),
    ...(number > 0 && number <= 100 ? {} : { percentage: 'Enter a percentage from 1 to 100.' }),
  }
  return Object.keys(errors).length === 0 ? null : errors
}

export function draftOf({ kind, title, code, percentage, oncePerCustomer }: DiscountDraft, segment: string, startsAt: number): NewDiscount {
  return { title: title.trim(), code: kind === 'code' ? code.trim() : null, percentage: percentageOf(percentage), oncePerCustomer, segment, startsAt }
}

export function errorsOf(complaints: readonly Complaint[]): DiscountErrors {
  const errors: { title?: string; code?: string; percentage?: string; form?: string } = {}
  for (const { field, message } of complaints) errors[field === 'title' || field === 'code' || field === 'percentage' ? field : 'form'] ??= message
  return errors
}

const percentageOf = (text: string): number => (/^\d{1,3}(?:[.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN)
