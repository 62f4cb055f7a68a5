// A bulk query compiled once into functions that write a node as one line of JSON: no resolver machinery for a million rows.
import { type FieldNode, type GraphQLNamedType, type GraphQLObjectType, type GraphQLOutputType, getArgumentValues, getNamedType, getNullableType, isEnumType, isLeafType, isListType, isObjectType } from 'graphql'
import { type Args, type FieldContext } from '../fields/field.ts'
import { type Listing, isListing } from '../fields/listing.ts'
import { fieldOf } from '../fields/table.ts'
import { type Document, collect, keyOf, selectionsOf } from '../graphql/collect.ts'
import { isConnection } from '../graphql/cost.ts'
import { notSimulated } from '../graphql/refusal.ts'
import type { BulkQuery } from './validate-query.ts'

export interface CompiledConnection {
  /** What stands behind it for one parent. */
  open(parent: unknown): Listing<unknown>
  /** The line of a node, without its closing brace. */
  write(node: unknown): string
  /** The node's id as JSON, for the lines of its children. */
  idOf(node: unknown): string
  readonly children: readonly CompiledConnection[]
}

/** Something in the query that the app may not read: the operation fails without saying where. */
export class BulkDenied extends Error {}

type Write = (source: unknown) => string

interface Compiler { readonly document: Document; readonly context: FieldContext }

/** @throws GraphQLError for what is not simulated, BulkDenied for what is not allowed */
export function compileQuery(query: BulkQuery, context: FieldContext): CompiledConnection {
  return connection({ document: query, context }, query.root, [query.connection])
}

function connection(compiler: Compiler, parent: GraphQLObjectType, nodes: readonly FieldNode[]): CompiledConnection {
  const { document } = compiler
  const { read, type } = reader(compiler, parent, nodes[0] as FieldNode)
  const [edgeType, edges] = step(document, getNamedType(type), nodes, 'edges')
  const [nodeType, inner] = step(document, edgeType, edges, 'node')
  const children: CompiledConnection[] = []
  const write = objectBody(compiler, nodeType, inner, (child) => children.push(connection(compiler, nodeType, child)))
  const id = fieldOf(nodeType.name, 'id')
  return {
    children,
    write,
    idOf: (node) => (id ? jsonId(id(node, {}, compiler.context)) : 'null'),
    open(source) {
      const listing = read(source)
      if (!isListing(listing)) throw new Error(`${parent.name}.${nodes[0]?.name.value} does not answer a listing`)
      return listing
    },
  }
}

/** From a connection to its edges, from an edge to its node. */
function step(document: Document, type: GraphQLNamedType, nodes: readonly FieldNode[], name: string): [type: GraphQLObjectType, nodes: FieldNode[]] {
  const found = isObjectType(type) ? [...collect(document, type, selectionsOf(nodes)).values()].find((own) => own[0]?.name.value === name) : undefined
  const next = isObjectType(type) ? getNamedType(type.getFields()[name]?.type) : undefined
  if (!found || !isObjectType(next)) throw notSimulated(`${type.name} without a ${name} of its own in a bulk query`)
  return [next, found]
}

function objectBody(compiler: Compiler, type: GraphQLObjectType, nodes: readonly FieldNode[], onConnection: (nodes: readonly FieldNode[]) => void): Write {
  const writers: Write[] = []
  const keys: string[] = []
  for (const [key, own] of collect(compiler.document, type, selectionsOf(nodes))) {
    const node = own[0] as FieldNode
    if (isConnection(getNamedType(type.getFields()[node.name.value]?.type))) {
      onConnection(own)
      continue
    }
    keys.push(`${keys.length === 0 ? '{' : ','}${JSON.stringify(key)}:`)
    writers.push(node.name.value === '__typename' ? () => JSON.stringify(type.name) : field(compiler, type, own))
  }
  return (source) => {
    let text = ''
    for (let i = 0; i < writers.length; i++) text += (keys[i] as string) + (writers[i] as Write)(source)
    return text === '' ? '{' : text
  }
}

function field(compiler: Compiler, parent: GraphQLObjectType, nodes: readonly FieldNode[]): Write {
  const { read, type } = reader(compiler, parent, nodes[0] as FieldNode)
  const name = `${parent.name}.${keyOf(nodes[0] as FieldNode)}`
  const write = writer(compiler, type, nodes, name)
  return (source) => {
    const value = read(source)
    if (value === undefined) throw notSimulated(name)
    return write(value)
  }
}

function writer(compiler: Compiler, type: GraphQLOutputType, nodes: readonly FieldNode[], name: string): Write {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    const item = writer(compiler, nullable.ofType, nodes, name)
    return (value) => (value === null ? 'null' : `[${(value as readonly unknown[]).map(item).join(',')}]`)
  }
  if (isLeafType(nullable)) return isEnumType(nullable) || bare.has(nullable.name) ? quoted : nullable.name === 'ID' ? jsonId : json
  if (!isObjectType(nullable)) throw notSimulated(`${name} in a bulk query`)
  const body = objectBody(compiler, nullable, nodes, () => {
    throw notSimulated(`a connection inside ${name} in a bulk query`)
  })
  return (value) => (value === null ? 'null' : `${body(value)}}`)
}

function reader({ document, context }: Compiler, parent: GraphQLObjectType, node: FieldNode): { readonly read: (source: unknown) => unknown; readonly type: GraphQLOutputType } {
  const name = node.name.value
  const definition = parent.getFields()[name]
  const known = fieldOf(parent.name, name)
  if (!definition || !known) throw notSimulated(`${parent.name}.${name}`)
  const named = getNamedType(definition.type)
  const target = isConnection(named) ? getNamedType((getNamedType(named.getFields()['edges']?.type) as GraphQLObjectType).getFields()['node']?.type) : named
  if (context.access.refusal(parent.name, name, target?.name ?? '')) throw new BulkDenied(`${parent.name}.${name}`)
  const args: Args = getArgumentValues(definition, node, document.variables)
  return { read: (source) => known(source, args, context), type: definition.type }
}

/** Scalars whose text never needs an escape. */
const bare = new Set(['DateTime', 'Decimal', 'UnsignedInt64'])

const quoted = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : json(value))

const prefixes = new Map<string, string>()

/** `gid://shopify/Order/1`: everything up to the number is the same for all of a kind. */
function jsonId(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('gid://shopify/')) return json(value)
  const end = value.lastIndexOf('/') + 1
  const start = value.slice(0, end)
  let prefix = prefixes.get(start)
  if (prefix === undefined) prefixes.set(start, (prefix = `"${escaped(start)}`))
  return `${prefix}${value.slice(end)}"`
}

/** As the platform writes it: slashes and ampersands escaped. */
function json(value: unknown): string {
  if (typeof value === 'string') return escaped(JSON.stringify(value))
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  return escaped(JSON.stringify(value))
}

export function escaped(text: string): string {
  if (!text.includes('/') && !text.includes('&')) return text
  return text.replaceAll('/', '\\/').replaceAll('&', '\\u0026')
}
