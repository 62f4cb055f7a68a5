// Orders as a connection, of the shop or of one customer: filters, sort keys, the sixty days.
import type { Customer, Order } from '../../store/model.ts'
import { byAnyText, byInstant, byNumber, byText, byWords, filterOf, type Matchers } from '../search/filter.ts'
import { type Args, type FieldContext, textArg } from './field.ts'
import type { Listing } from './listing.ts'
import { second, sorted } from './sorting.ts'
import { orderVisible } from './visible.ts'

const matchers: Matchers<Order> = {
  default: byWords(({ name }) => [name]),
  id: byNumber(({ id }) => id),
  name: byText(({ name }) => name),
  tag: byAnyText(({ tags }) => tags),
  customer_id: byNumber(({ customerId }) => customerId ?? -1),
  discount_code: byAnyText(({ discountCodes }) => discountCodes),
  financial_status: byText(({ financialStatus }) => financialStatus),
  source_name: byText(({ sourceName }) => sourceName),
  test: byText(({ test }) => String(test)),
  created_at: byInstant(({ createdAt }) => createdAt),
  processed_at: byInstant(({ processedAt }) => processedAt),
  updated_at: byInstant(({ updatedAt }) => updatedAt),
}

const sortKeys = {
  CREATED_AT: ({ createdAt }: Order) => second(createdAt),
  PROCESSED_AT: ({ processedAt }: Order) => second(processedAt),
  UPDATED_AT: ({ updatedAt }: Order) => second(updatedAt),
}

export function orderFilter(query: string | null, context: FieldContext): (order: Order) => boolean {
  const wanted = filterOf(query, matchers, 'orders')
  const visible = orderVisible(context)
  return (order) => visible(order) && wanted(order)
}

const listing = (args: Args, context: FieldContext, sortKey: string, among?: readonly number[]): Listing<Order> =>
  sorted(args, {
    rows: context.world.store.orders,
    keep: orderFilter(textArg(args, 'query'), context),
    sortKeys,
    sortKey,
    name: 'orders',
    ...(among ? { among } : {}),
  })

export const orderListing = (args: Args, context: FieldContext): Listing<Order> => listing(args, context, 'PROCESSED_AT')

export const ordersOfCustomer = ({ id }: Customer, args: Args, context: FieldContext): Listing<Order> =>
  listing(args, context, 'ID', context.world.store.ordersOf.get(id) ?? [])
