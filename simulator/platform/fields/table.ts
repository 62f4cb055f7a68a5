// Every type that is simulated. A type or field that is not here is refused by name, never answered with null.
import { bulkFields } from './bulk-operation.ts'
import { checkoutFields } from './checkout.ts'
import { customerFields } from './customer.ts'
import { discountFields } from './discount.ts'
import { type Field, type FieldTable, plain } from './field.ts'
import { moneyFields } from './money.ts'
import { orderFields } from './order.ts'
import { productFields } from './product.ts'
import { queryFields } from './queries.ts'
import { segmentFields } from './segment.ts'
import { shopFields } from './shop.ts'

const answers: FieldTable = {
  Count: plain,
  UserError: plain,
  BulkOperationUserError: plain,
  BulkMutationUserError: plain,
  CustomerSegmentMembersQueryUserError: plain,
  DiscountUserError: plain,
  StagedMediaUploadTarget: plain,
  StagedUploadParameter: plain,
}

const table: FieldTable = {
  ...queryFields, ...shopFields, ...customerFields, ...orderFields, ...checkoutFields, ...productFields, ...segmentFields, ...discountFields, ...bulkFields, ...moneyFields, ...answers,
}

const own = (name: string): Field<unknown> => (source) => (source as Readonly<Record<string, unknown>>)[name]

/** How to read a field, or null if it is not simulated. Mutations are elsewhere: bulk exports have no business with them. */
export function fieldOf(type: string, name: string): Field<unknown> | null {
  const known = Object.hasOwn(table, type) ? table[type] : undefined
  if (known === plain || type.endsWith('Payload')) return own(name)
  return known && Object.hasOwn(known, name) ? (known[name] ?? null) : null
}
