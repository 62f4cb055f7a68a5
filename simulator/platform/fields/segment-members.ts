// Who is in a native segment. Of the query language only `customer_tags CONTAINS '…'` is known, alone or joined by OR; other queries need a table from a test.
import { GraphQLError } from 'graphql'
import { identity } from '../../store/tags.ts'
import type { Customer } from '../../store/model.ts'
import type { FieldContext } from './field.ts'
import { customerVisible } from './visible.ts'

/** Blanks do not matter between the parts of a query. */
export const normalQuery = (query: string): string => query.trim().replace(/\s+/g, ' ')

export const unknownQuery = (query: string): string =>
  `not simulated: segment query ${query} (only customer_tags CONTAINS '…' joined by OR, and queries a test gave members for)`

/** Whether a customer is in, or null for a query that is not known. */
export function membershipOf(query: string, { state }: FieldContext): ((customer: Customer) => boolean) | null {
  const text = normalQuery(query)
  if (text === '') return () => true
  const table = state.options.segmentTables.get(text)
  if (table) return ({ id }) => table.has(id)
  const tags = tagsIn(text)
  if (tags === null) return null
  return (customer) => customer.tags.some((own) => tags.has(identity(own)))
}

const term = "customer_tags CONTAINS '((?:[^'\\\\]|\\\\.)*)'"
const terms = new RegExp(`^${term}(?: OR ${term})*$`, 'i')

/** As the platform compares tags; null when the query asks for anything else. */
function tagsIn(query: string): Set<string> | null {
  if (!terms.test(query)) return null
  return new Set([...query.matchAll(new RegExp(term, 'gi'))].map(([, tag]) => identity((tag as string).replace(/\\(.)/g, '$1'))))
}

/** Ascending ids. @throws GraphQLError for a query that is not known */
export function membersOf(query: string, context: FieldContext): Float64Array {
  const isMember = membershipOf(query, context)
  if (!isMember) throw new GraphQLError(unknownQuery(query), { extensions: { code: 'NOT_SIMULATED' } })
  const ids: number[] = []
  for (const customer of context.world.store.customers.values()) if (customerVisible(customer) && isMember(customer)) ids.push(customer.id)
  return Float64Array.from(ids).sort()
}
