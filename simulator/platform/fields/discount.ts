// Basic percentage discounts, with a code or automatic, for everybody or for segments.
import { gid } from '../../store/gid.ts'
import type { Discount, Store } from '../../store/model.ts'
import { byNumber, byText, byWords, filterOf, type Matchers } from '../search/filter.ts'
import { type Args, type FieldContext, fieldsOf, plain, Ref, textArg } from './field.ts'
import { type Listing, listingOf } from './listing.ts'
import { sorted } from './sorting.ts'

const matchers: Matchers<Discount> = {
  default: byWords(({ title, code }) => [title, code]),
  id: byNumber(({ id }) => id),
  title: byText(({ title }) => title),
  code: byText(({ code }) => code),
}

export function discountListing(args: Args, { world }: FieldContext, kind: 'all' | 'code' | 'automatic'): Listing<Discount> {
  const wanted = filterOf(textArg(args, 'query'), matchers, 'discounts')
  const keep = (discount: Discount) => wanted(discount) && (kind === 'all' || (kind === 'code') === (discount.code !== null))
  return sorted(args, { rows: world.store.discounts, keep, sortKeys: {}, name: 'discounts' })
}

/** Codes are compared without regard to case. */
export const discountByCode = (code: string, { discounts }: Store): Discount | null =>
  [...discounts.values()].find((discount) => discount.code?.toLowerCase() === code.toLowerCase()) ?? null

const basic = (discount: Discount) => new Ref(discount.code === null ? 'DiscountAutomaticBasic' : 'DiscountCodeBasic', discount)

const contextOf = ({ segmentIds }: Discount, context: FieldContext) =>
  segmentIds.length === 0
    ? new Ref('DiscountBuyerSelectionAll', { all: 'ALL' })
    : new Ref('DiscountCustomerSegments', { segments: segmentIds.flatMap((id) => context.world.store.segments.get(id) ?? []) })

const shared = {
  title: ({ title }: Discount) => title,
  status: () => 'ACTIVE',
  summary: ({ percentage }: Discount) => `${percentage * 100}% off entire order`,
  shortSummary: ({ percentage }: Discount) => `${percentage * 100}% off entire order`,
  context: (discount: Discount, _args: Args, context: FieldContext) => contextOf(discount, context),
  customerGets: ({ percentage }: Discount) => ({ value: new Ref('DiscountPercentage', { percentage }) }),
}

export const discountFields = {
  DiscountNode: fieldsOf<Discount>({ id: ({ id }) => gid('DiscountNode', id), discount: basic }),
  DiscountCodeNode: fieldsOf<Discount>({ id: ({ id }) => gid('DiscountCodeNode', id), codeDiscount: basic }),
  DiscountAutomaticNode: fieldsOf<Discount>({ id: ({ id }) => gid('DiscountAutomaticNode', id), automaticDiscount: basic }),
  DiscountCodeBasic: fieldsOf<Discount>({
    ...shared,
    codes: ({ id, code }) => listingOf(code === null ? [] : [{ id: gid('DiscountRedeemCode', id), code }]),
    codesCount: ({ code }) => ({ count: code === null ? 0 : 1, precision: 'EXACT' }),
  }),
  DiscountAutomaticBasic: fieldsOf<Discount>(shared),
  DiscountRedeemCode: plain,
  DiscountCustomerGets: plain,
  DiscountPercentage: plain,
  DiscountCustomerSegments: plain,
  DiscountBuyerSelectionAll: plain,
}
