// Whether a query may run in bulk, refused in the recorded words.
import {
  type DocumentNode, type FieldNode, type GraphQLCompositeType, type GraphQLObjectType, type GraphQLSchema,
  GraphQLError, Kind, OperationTypeNode, getNamedType, getNullableType, isCompositeType, isListType, isObjectType, parse, validate,
} from 'graphql'
import { type Document, collect, fragmentsOf, selectionsOf } from '../graphql/collect.ts'
import { isConnection } from '../graphql/cost.ts'

export interface UserError { readonly field: readonly string[] | null; readonly code: string | null; readonly message: string }

export interface BulkQuery extends Document {
  readonly root: GraphQLObjectType
  readonly connection: FieldNode
}

export type Checked = { readonly kind: 'good'; readonly query: BulkQuery } | { readonly kind: 'bad'; readonly userErrors: readonly UserError[] }

const longest = 65_535
const mostConnections = 5
const deepest = 2

interface Found { connections: number; depth: number; viaNodes: string[]; withoutId: string[]; inList: boolean }

export function checkQuery(schema: GraphQLSchema, text: string): Checked {
  const bad = (...messages: string[]): Checked => ({ kind: 'bad', userErrors: messages.map((message) => ({ field: ['query'], code: 'INVALID', message })) })
  if (Buffer.byteLength(text) > longest) return bad(`Invalid bulk query: the query is longer than ${longest} bytes`)
  let ast: DocumentNode
  try {
    ast = parse(text)
  } catch (error) {
    if (error instanceof GraphQLError) return bad(`Invalid bulk query: ${syntax(error)}`)
    throw error
  }
  const operations = ast.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const operation = operations[0]
  if (operation?.operation !== OperationTypeNode.QUERY || operations.length > 1) return bad('Invalid operation type. Only `query` operations are supported.')
  const faults = validate(schema, ast)
  if (faults.length > 0) return bad(...faults.map(({ message }) => `Invalid bulk query: ${message}`))

  const document: Document = { schema, fragments: fragmentsOf(ast), variables: {} }
  const root = schema.getQueryType() as GraphQLObjectType
  const entries = [...collect(document, root, [operation.selectionSet]).values()].map((nodes) => nodes[0] as FieldNode)
  const found: Found = { connections: 0, depth: 0, viaNodes: [], withoutId: [], inList: false }
  look(document, root, [operation.selectionSet], { depth: 0, inList: false, parent: null }, found)
  const messages = messagesFor(entries, found)
  const connection = entries[0]
  if (messages.length > 0 || !connection) return bad(...messages)
  if (entries.length > 1 || !isConnection(getNamedType(root.getFields()[connection.name.value]?.type))) return bad('not simulated: a bulk query with anything but one connection at the top')
  return { kind: 'good', query: { ...document, root, connection } }
}

function messagesFor(entries: readonly FieldNode[], found: Found): string[] {
  const top = entries.find(({ name }) => name.value === 'node' || name.value === 'nodes')
  const first = found.viaNodes[0]
  return [
    ...(first ? [`All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${first} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${found.viaNodes.join("', '")}'.`] : []),
    ...(top ? [`Bulk queries cannot contain a top level \`${top.name.value}\` field.`] : []),
    ...(found.connections === 0 ? ['Bulk queries must contain at least one connection.'] : []),
    ...(found.depth > deepest + 1 ? [`Bulk queries cannot contain connections with a nesting depth greater than ${deepest}.`] : []),
    ...(found.connections > mostConnections ? [`Bulk queries cannot contain more than ${mostConnections} connections.`] : []),
    ...(found.withoutId.length > 0 ? [`The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${found.withoutId.join(', ')}.`] : []),
    ...(found.inList ? ['Queries that contain a connection field within a list field are not currently supported.'] : []),
  ]
}

interface Place { readonly depth: number; readonly inList: boolean; readonly parent: { readonly name: string; readonly hasId: boolean } | null }

function look(document: Document, type: GraphQLCompositeType, selections: ReturnType<typeof selectionsOf>, place: Place, found: Found): void {
  for (const nodes of collect(document, type, selections).values()) {
    const node = nodes[0] as FieldNode
    const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined
    const named = field && getNamedType(field.type)
    if (!field || !isCompositeType(named)) continue
    if (!isConnection(named)) {
      look(document, named, selectionsOf(nodes), { ...place, inList: place.inList || isListType(getNullableType(field.type)) }, found)
      continue
    }
    found.connections++
    found.depth = Math.max(found.depth, place.depth + 1)
    if (place.inList) found.inList = true
    if (place.parent && !place.parent.hasId && !found.withoutId.includes(place.parent.name)) found.withoutId.push(place.parent.name)
    lookInside(document, named, nodes, place, found)
  }
}

function lookInside(document: Document, connection: GraphQLObjectType, nodes: readonly FieldNode[], place: Place, found: Found): void {
  const name = nodes[0]?.name.value ?? ''
  for (const inner of collect(document, connection, selectionsOf(nodes)).values()) {
    if (inner[0]?.name.value === 'nodes') found.viaNodes.push(name)
    if (inner[0]?.name.value !== 'edges') continue
    const edge = getNamedType(connection.getFields()['edges']?.type)
    const node = isObjectType(edge) ? [...collect(document, edge, selectionsOf(inner)).values()].find((own) => own[0]?.name.value === 'node') : undefined
    const nodeType = isObjectType(edge) ? getNamedType(edge.getFields()['node']?.type) : undefined
    if (!node || !isCompositeType(nodeType)) continue
    const hasId = collect(document, nodeType, selectionsOf(node)).get('id')?.[0]?.name.value === 'id'
    look(document, nodeType, selectionsOf(node), { depth: place.depth + 1, inList: false, parent: { name, hasId } }, found)
  }
}

/** The platform's parser says it in other words than ours; only the end of the file was recorded. */
export const syntax = (error: GraphQLError): string =>
  /<EOF>/.test(error.message) ? 'syntax error, unexpected end of file' : error.message.replace(/^Syntax Error: /, 'syntax error, ')
