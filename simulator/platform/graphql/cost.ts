// What a request costs: the formula fitted to recorded answers; the same walk over the answer gives the actual cost.
import {
  type FieldNode, type GraphQLCompositeType, type GraphQLObjectType, type GraphQLOutputType, type OperationDefinitionNode, type SelectionSetNode,
  OperationTypeNode, SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef, getArgumentValues, getNamedType, isCompositeType, isObjectType,
} from 'graphql'
import { type Document, branchesOf, collect, keyOf, selectionsOf } from './collect.ts'

export interface Costed extends Document { readonly operation: OperationDefinitionNode }

type Data = Readonly<Record<string, unknown>>

const free = new Set(['MoneyV2', 'MoneyBag', 'PageInfo'])
const mutationCost = 10
const countCost = 10

/** How the cost of a page of n nodes grows: 1, 1, 2, 2, 3, … 11 for 250. */
export const growth = (n: number): number => (n <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(n))))

export const isConnection = (type: unknown): type is GraphQLObjectType => isObjectType(type) && type.name.endsWith('Connection')

/** @param data the answer, for the actual cost; absent for the requested one */
export function costOf(request: Costed, data?: Data | null): number {
  const root = request.schema.getRootType(request.operation.operation)
  if (!root) return 0
  if (request.operation.operation !== OperationTypeNode.MUTATION) return fieldsCost(request, root, [request.operation.selectionSet], data)
  let sum = 0
  for (const nodes of collect(request, root, [request.operation.selectionSet]).values()) {
    const payload = getNamedType(fieldOf(request, root, nodes)?.type)
    sum += mutationCost + (isObjectType(payload) ? payloadCost(request, payload, selectionsOf(nodes), part(data, nodes)) : 0)
  }
  return sum
}

/** Objects directly in a payload are free, and user errors with everything inside. */
function payloadCost(request: Document, type: GraphQLObjectType, selections: readonly SelectionSetNode[], data: unknown): number {
  let sum = 0
  for (const nodes of collect(request, type, selections).values()) {
    const field = fieldOf(request, type, nodes)
    if (!field || nodes[0]?.name.value === 'userErrors') continue
    const named = getNamedType(field.type)
    const cost = fieldCost(request, type, nodes, data)
    sum += isConnection(named) || named.name === 'Count' ? cost : Math.max(0, cost - 1)
  }
  return sum
}

function fieldsCost(request: Document, type: GraphQLCompositeType, selections: readonly SelectionSetNode[], data: unknown): number {
  let sum = 0
  for (const nodes of collect(request, type, selections).values()) sum += fieldCost(request, type, nodes, data)
  return sum
}

/** Of an interface or union: what is common and the dearest branch. */
function compositeCost(request: Document, type: GraphQLCompositeType, selections: readonly SelectionSetNode[], data: unknown): number {
  const branches = isObjectType(type) ? [] : branchesOf(request, selections)
  if (branches.length === 0) return fieldsCost(request, type, selections, data)
  return Math.max(...branches.map((branch) => fieldsCost(request, branch, selections, undefined)))
}

function fieldCost(request: Document, type: GraphQLCompositeType, nodes: readonly FieldNode[], data: unknown): number {
  const field = fieldOf(request, type, nodes)
  const value = part(data, nodes)
  if (!field || value === null) return 0
  const named = getNamedType(field.type)
  if (!isCompositeType(named) || free.has(named.name)) return 0
  if (named.name === 'Count') return countCost
  if (isConnection(named)) return connectionCost(request, named, nodes, field.args, value)
  return 1 + dearest(value, (item) => compositeCost(request, named, selectionsOf(nodes), item))
}

function connectionCost(request: Document, type: GraphQLObjectType, nodes: readonly FieldNode[], args: Data, value: unknown): number {
  let [one, other, seen] = [0, 0, 0]
  for (const inner of collect(request, type, selectionsOf(nodes)).values()) {
    const list = part(value, inner)
    if (Array.isArray(list)) seen = Math.max(seen, list.length)
    const name = inner[0]?.name.value
    if (name === 'nodes') one += nodeCost(request, type, inner, list)
    else if (name === 'edges') one += edgeCost(request, type, inner, list)
    else other += fieldCost(request, type, inner, value)
  }
  const asked = args['first'] ?? args['last']
  if (typeof asked !== 'number') return 2 + other
  return 2 + other + growth(value === undefined ? asked : Math.min(asked, seen)) * one
}

function edgeCost(request: Document, type: GraphQLObjectType, nodes: readonly FieldNode[], list: unknown): number {
  const edge = getNamedType(fieldOf(request, type, nodes)?.type)
  if (!isObjectType(edge)) return 0
  let sum = 0
  for (const inner of collect(request, edge, selectionsOf(nodes)).values()) {
    const items = Array.isArray(list) ? list.map((item) => part(item, inner)) : undefined
    sum += inner[0]?.name.value === 'node' ? nodeCost(request, edge, inner, items) : dearest(list, (item) => fieldCost(request, edge, inner, item))
  }
  return sum
}

function nodeCost(request: Document, type: GraphQLObjectType, nodes: readonly FieldNode[], items: unknown): number {
  const named = getNamedType(fieldOf(request, type, nodes)?.type)
  if (!isCompositeType(named)) return 0
  return 1 + dearest(items, (item) => compositeCost(request, named, selectionsOf(nodes), item))
}

function fieldOf(request: Document, type: GraphQLCompositeType, nodes: readonly FieldNode[]): { readonly type: GraphQLOutputType; readonly args: Data } | null {
  const node = nodes[0]
  if (!node) return null
  const meta = [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].find(({ name }) => name === node.name.value)
  const field = meta ?? ('getFields' in type ? type.getFields()[node.name.value] : undefined)
  return field ? { type: field.type, args: getArgumentValues(field, node, request.variables) } : null
}

/** What the answer holds at this place; undefined if there is no answer to look at. */
function part(data: unknown, nodes: readonly FieldNode[]): unknown {
  if (data === undefined || data === null || typeof data !== 'object') return data
  const node = nodes[0]
  return node ? ((data as Data)[keyOf(node)] ?? null) : null
}

function dearest(value: unknown, cost: (item: unknown) => number): number {
  if (!Array.isArray(value)) return cost(value)
  return value.reduce<number>((most, item) => (item === null ? most : Math.max(most, cost(item))), 0)
}
