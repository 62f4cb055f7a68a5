// Customers as a connection and as a count: filters, sort keys.
import type { Customer } from '../../store/model.ts'
import { byAnyText, byInstant, byNumber, byText, byWords, filterOf, type Matchers } from '../search/filter.ts'
import { type Args, type FieldContext, textArg } from './field.ts'
import type { Listing } from './listing.ts'
import { second, sorted } from './sorting.ts'
import { customerVisible } from './visible.ts'

const tag = byAnyText<Customer>(({ tags }) => tags)

const matchers: Matchers<Customer> = {
  default: byWords((customer) => [customer.firstName, customer.lastName, customer.email, customer.phone]),
  id: byNumber(({ id }) => id),
  email: byText(({ email }) => email),
  phone: byText(({ phone }) => phone),
  first_name: byText(({ firstName }) => firstName),
  last_name: byText(({ lastName }) => lastName),
  state: byText(({ state }) => state),
  tag,
  tag_not: (value, comparison, prefix) => {
    const has = tag(value, comparison, prefix)
    return (customer) => !has(customer)
  },
  orders_count: byNumber(({ numberOfOrders }) => numberOfOrders),
  created_at: byInstant(({ createdAt }) => createdAt),
  customer_date: byInstant(({ createdAt }) => createdAt),
  updated_at: byInstant(({ updatedAt }) => updatedAt),
}

const sortKeys = {
  CREATED_AT: ({ createdAt }: Customer) => second(createdAt),
  UPDATED_AT: ({ updatedAt }: Customer) => second(updatedAt),
  NAME: (customer: Customer) => `${customer.lastName}, ${customer.firstName}`.toLowerCase(),
}

export function customerFilter(query: string | null): (customer: Customer) => boolean {
  const wanted = filterOf(query, matchers, 'customers')
  return (customer) => customerVisible(customer) && wanted(customer)
}

export const customerListing = (args: Args, { world }: FieldContext): Listing<Customer> =>
  sorted(args, { rows: world.store.customers, keep: customerFilter(textArg(args, 'query')), sortKeys, name: 'customers' })
