// What the API says of abandoned checkouts: those that were never completed.
import { gid } from '../../store/gid.ts'
import type { Checkout } from '../../store/model.ts'
import { byInstant, byNumber, byWords, filterOf, type Matchers } from '../search/filter.ts'
import { type Args, type FieldContext, fieldsOf, textArg } from './field.ts'
import { type Listing, listingOf } from './listing.ts'
import { shopMoney } from './money.ts'
import { dateTime, dateTimeOrNull } from './scalar.ts'
import { second, sorted } from './sorting.ts'
import { visibleCustomer, visibleProduct } from './visible.ts'

interface LineOf { readonly checkout: Checkout; readonly index: number; readonly line: Checkout['lines'][number] }

const matchers: Matchers<Checkout> = {
  default: byWords(({ email }) => [email ?? '']),
  id: byNumber(({ id }) => id),
  created_at: byInstant(({ createdAt }) => createdAt),
  updated_at: byInstant(({ updatedAt }) => updatedAt),
}

const sortKeys = { CREATED_AT: ({ createdAt }: Checkout) => second(createdAt) }

export const checkoutListing = (args: Args, { world }: FieldContext): Listing<Checkout> =>
  sorted(args, { rows: world.store.checkouts, keep: filterOf(textArg(args, 'query'), matchers, 'abandonedCheckouts'), sortKeys, name: 'abandonedCheckouts' })

/** A checkout has no buyer's currency of its own here. */
const bag = (context: FieldContext, minor: number) => ({ shop: shopMoney(context, minor), order: { presentmentCurrency: context.world.store.settings.currency, presentmentRate: 1 } })

export const checkoutFields = {
  AbandonedCheckout: fieldsOf<Checkout>({
    id: ({ id }) => gid('AbandonedCheckout', id),
    name: ({ id }) => `#${id}`,
    createdAt: ({ createdAt }) => dateTime(createdAt),
    updatedAt: ({ updatedAt }) => dateTime(updatedAt),
    completedAt: ({ completedAt }) => dateTimeOrNull(completedAt),
    customer: ({ customerId }, _args, context) => visibleCustomer(context, customerId),
    discountCodes: () => [],
    lineItems: (checkout, { reverse }) => listingOf(checkout.lines.map((line, index): LineOf => ({ checkout, index, line })), { reverse: reverse === true }),
  }),
  AbandonedCheckoutLineItem: fieldsOf<LineOf>({
    id: ({ checkout, index }) => gid('AbandonedCheckoutLineItem', checkout.id * 100 + index),
    title: ({ line }) => line.title,
    sku: ({ line }) => line.sku,
    quantity: ({ line }) => line.quantity,
    product: ({ line }, _args, context) => visibleProduct(context, line.productId),
    originalTotalPriceSet: ({ line }, _args, context) => bag(context, line.price * line.quantity),
    discountedTotalPriceSet: ({ line }, _args, context) => bag(context, line.price * line.quantity),
  }),
}
