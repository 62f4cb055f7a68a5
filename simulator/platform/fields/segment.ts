// Native segments as the API reads them, and their members.
import { gid } from '../../store/gid.ts'
import type { Customer, Segment } from '../../store/model.ts'
import { badRequest, notSimulated } from '../graphql/refusal.ts'
import { byNumber, byText, byWords, filterOf, type Matchers } from '../search/filter.ts'
import { displayName, metafieldOf, metafieldsOf } from './customer.ts'
import { type Args, type FieldContext, fieldsOf, plain, textArg, textsArg } from './field.ts'
import { idOf } from './gid.ts'
import { type Listing, listingOf } from './listing.ts'
import { shopMoney } from './money.ts'
import { dateTime } from './scalar.ts'
import { membershipOf, membersOf, unknownQuery } from './segment-members.ts'
import { second, sorted } from './sorting.ts'
import { visibleCustomer } from './visible.ts'

const matchers: Matchers<Segment> = {
  default: byWords(({ name }) => [name]),
  id: byNumber(({ id }) => id),
  name: byText(({ name }) => name),
}

const sortKeys = {
  CREATION_DATE: ({ createdAt }: Segment) => second(createdAt),
  LAST_EDIT_DATE: ({ updatedAt }: Segment) => second(updatedAt),
}

export const segmentListing = (args: Args, { world }: FieldContext): Listing<Segment> =>
  sorted(args, { rows: world.store.segments, keep: filterOf(textArg(args, 'query'), matchers, 'segments'), sortKeys, sortKey: 'CREATION_DATE', name: 'segments' })

export const segmentById = (id: string, { world }: FieldContext): Segment | null => world.store.segments.get(idOf(id, 'Segment') ?? -1) ?? null

/** The members by `segmentId`, by `query`, or by the id of a query asked before. */
export function memberListing(args: Args, context: FieldContext): Listing<Customer> {
  if (textArg(args, 'sortKey') !== null) throw notSimulated('sortKey of customerSegmentMembers')
  const ids = memberIds(args, context)
  return { ids, at: (id) => visibleCustomer(context, id) ?? undefined, sortValue: (id) => id, reverse: args['reverse'] === true, most: 1_000 }
}

function memberIds(args: Args, context: FieldContext): Float64Array {
  const [segmentId, query, queryId] = [textArg(args, 'segmentId'), textArg(args, 'query'), textArg(args, 'queryId')]
  if (queryId !== null) {
    const asked = context.state.memberQueries.get(idOf(queryId, 'CustomerSegmentMembersQuery') ?? -1)
    if (!asked) throw badRequest('Segment members query does not exist')
    return asked.ids
  }
  return membersOf(queryText(segmentId, query, context), context)
}

/** @throws GraphQLError unless exactly one is given */
export function queryText(segmentId: string | null, query: string | null, context: FieldContext): string {
  if (segmentId !== null && query !== null) throw badRequest('Providing both segment_id and query is not supported.')
  if (segmentId === null && query === null) throw badRequest('You must provide one of segment_id or query.')
  if (query !== null) return query
  const segment = segmentById(segmentId as string, context)
  if (!segment) throw badRequest('Segment does not exist')
  return segment.query
}

export function membershipsOf(args: Args, context: FieldContext) {
  const customer = visibleCustomer(context, idOf(textArg(args, 'customerId') ?? '', 'Customer'))
  const memberships = textsArg(args, 'segmentIds').flatMap((segmentId) => {
    const segment = segmentById(segmentId, context)
    if (!segment) return []
    const isMember = membershipOf(segment.query, context)
    if (!isMember) throw notSimulated(unknownQuery(segment.query))
    return [{ segmentId, isMember: customer !== null && isMember(customer) }]
  })
  return { memberships }
}

export const segmentFields = {
  Segment: fieldsOf<Segment>({
    id: ({ id }) => gid('Segment', id),
    name: ({ name }) => name,
    query: ({ query }) => query,
    creationDate: ({ createdAt }) => dateTime(createdAt),
    lastEditDate: ({ updatedAt }) => dateTime(updatedAt),
  }),
  CustomerSegmentMember: fieldsOf<Customer>({
    id: ({ id }) => gid('CustomerSegmentMember', id),
    firstName: ({ firstName }) => firstName || null,
    lastName: ({ lastName }) => lastName || null,
    displayName,
    note: ({ note }) => note,
    numberOfOrders: ({ numberOfOrders }) => String(numberOfOrders),
    amountSpent: ({ amountSpent }, _args, context) => shopMoney(context, amountSpent),
    lastOrderId: ({ lastOrderId }) => (lastOrderId === null ? null : gid('Order', lastOrderId)),
    defaultEmailAddress: (customer) => (customer.email === null ? null : customer),
    defaultPhoneNumber: (customer) => (customer.phone === null ? null : customer),
    defaultAddress: ({ addresses }) => addresses[0] ?? null,
    metafield: metafieldOf,
    metafields: (customer, args) => listingOf(metafieldsOf(customer, args), { reverse: args['reverse'] === true }),
  }),
  CustomerSegmentMembersQuery: plain,
  SegmentMembershipResponse: plain,
  SegmentMembership: plain,
}
