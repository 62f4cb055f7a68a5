// How graphql-js reads a field of the simulated store: known, allowed, then asked; a connection becomes the page that was asked for.
import { type GraphQLFieldResolver, type GraphQLNamedType, type GraphQLTypeResolver, getNamedType, isObjectType } from 'graphql'
import { type FieldContext, Ref } from '../fields/field.ts'
import { type Page, type PageArgs, isListing, pageOf } from '../fields/listing.ts'
import { fieldOf } from '../fields/table.ts'
import { mutationOf } from '../mutations/mutations.ts'
import { notSimulated } from './refusal.ts'

export const resolveField: GraphQLFieldResolver<unknown, FieldContext, Record<string, unknown>> = (source, args, context, info) => {
  const type = info.parentType.name
  const read = connectionField(type, info.fieldName) ?? (type === 'Mutation' ? mutationOf(info.fieldName) : fieldOf(type, info.fieldName))
  if (!read) throw notSimulated(`${type}.${info.fieldName}`)
  if (args['savedSearchId'] !== undefined) throw notSimulated(`${type}.${info.fieldName}(savedSearchId:)`)
  const refused = context.access.refusal(type, info.fieldName, targetOf(getNamedType(info.returnType)))
  if (refused) throw refused
  const value = read(source instanceof Ref ? source.value : source, args, context)
  if (value === undefined) throw notSimulated(`${type}.${info.fieldName}`)
  return isListing(value) ? pageOf(value, args as PageArgs) : value
}

export const resolveType: GraphQLTypeResolver<unknown, FieldContext> = (value) => {
  if (value instanceof Ref) return value.type
  throw new Error('A value without a type stands where the schema has an interface or a union.')
}

/** The type whose access counts: of a connection, its node. */
function targetOf(named: GraphQLNamedType): string {
  if (!isObjectType(named) || !named.name.endsWith('Connection')) return named.name
  const edge = getNamedType(named.getFields()['edges']?.type)
  const node = isObjectType(edge) ? edge.getFields()['node'] : undefined
  return node ? getNamedType(node.type).name : named.name
}

const pageFields: Readonly<Record<string, (page: Page<unknown>) => unknown>> = {
  edges: ({ edges }) => edges,
  nodes: ({ edges }) => edges.map(({ node }) => node),
  pageInfo: (page) => page,
  totalCount: ({ total }) => total,
}

const infoFields: Readonly<Record<string, (page: Page<unknown>) => unknown>> = {
  hasNextPage: ({ hasNextPage }) => hasNextPage,
  hasPreviousPage: ({ hasPreviousPage }) => hasPreviousPage,
  startCursor: ({ edges }) => edges[0]?.cursor ?? null,
  endCursor: ({ edges }) => edges.at(-1)?.cursor ?? null,
}

function connectionField(type: string, name: string): ((source: unknown) => unknown) | null {
  if (type.endsWith('Edge')) return (edge) => (edge as Readonly<Record<string, unknown>>)[name]
  const fields = type === 'PageInfo' ? infoFields : type.endsWith('Connection') ? pageFields : {}
  const read = Object.hasOwn(fields, name) ? fields[name] : undefined
  return read ? (page) => read(page as Page<unknown>) : null
}
