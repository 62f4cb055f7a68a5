// One GraphQL request from text to answer: parse, validate, price, take the points, execute, give back what was not used.
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST, getVariableValues, parse, validate } from 'graphql'
import type { World } from '../../world.ts'
import { platformOf } from '../state.ts'
import type { ThrottleStatus } from './bucket.ts'
import { fragmentsOf } from './collect.ts'
import { type Costed, costOf } from './cost.ts'
import { contextOf, run } from './execute.ts'
import { type AdminSchema, adminSchema } from './schema.ts'

export interface GraphQLRequest {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly operationName: string | undefined
  readonly apiVersion: string
  /** THROTTLED whatever the bucket holds. */
  readonly throttled: boolean
}

export interface GraphQLAnswer extends ExecutionResult {
  readonly extensions?: { readonly cost?: { readonly requestedQueryCost: number; readonly actualQueryCost: number | null; readonly throttleStatus: ThrottleStatus } }
}

const mostPoints = 1_000
const limits = 'https://shopify.dev/api/usage/rate-limits'
const mostDocuments = 500
const documents = new Map<string, DocumentNode | readonly GraphQLError[]>()

export async function answerGraphQL(request: GraphQLRequest, world: World): Promise<GraphQLAnswer> {
  const admin = adminSchema()
  const document = documentOf(request.query, admin)
  if (!('kind' in document)) return { errors: document }
  const operation = getOperationAST(document, request.operationName)
  if (!operation) return { errors: [new GraphQLError(request.operationName ? `No operation named "${request.operationName}"` : 'An operation name is required')] }
  const { coerced: variables, errors } = getVariableValues(admin.schema, operation.variableDefinitions ?? [], request.variables)
  if (!variables) return { errors: (errors ?? []).map(invalidVariable) }
  const priced: Costed = { schema: admin.schema, fragments: fragmentsOf(document), operation, variables }
  const requested = costOf(priced)
  if (requested > mostPoints) return { errors: [tooDear(requested)] }

  const state = platformOf(world)
  const cost = (actualQueryCost: number | null) => ({ cost: { requestedQueryCost: requested, actualQueryCost, throttleStatus: state.bucket.status() } })
  if (request.throttled || !state.bucket.take(requested)) {
    world.counters.throttled++
    return { errors: [new GraphQLError('Throttled', { extensions: { code: 'THROTTLED', documentation: limits } })], extensions: cost(null) }
  }
  const result = await run(admin, document, request.variables, request.operationName, contextOf(admin, world, state, request.apiVersion))
  const actual = Math.min(requested, costOf(priced, result.data ?? null))
  state.bucket.giveBack(requested - actual)
  world.counters.points += actual
  return { ...(unresolved(result) ? { errors: result.errors, data: null } : result), extensions: cost(actual) }
}

/** An id of the wrong kind leaves no data at all. */
const unresolved = ({ errors }: ExecutionResult): boolean => errors?.some(({ extensions }) => extensions['code'] === 'RESOURCE_NOT_FOUND') === true

const invalidVariable = ({ message, nodes }: GraphQLError) => new GraphQLError(message, { nodes, extensions: { code: 'INVALID_VARIABLE' } })

const tooDear = (cost: number) =>
  new GraphQLError(`Query cost is ${cost}, which exceeds the single query max cost limit (${mostPoints}).\n\nSee ${limits} for more information on how the\ncost of a query is calculated.`, {
    extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: mostPoints, documentation: limits },
  })

/** Parsed and checked once: an app asks the same few documents over and over. */
function documentOf(text: string, { schema }: AdminSchema): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(text)
  if (known) return known
  const document = readDocument(text, schema)
  if (documents.size >= mostDocuments) documents.clear()
  documents.set(text, document)
  return document
}

function readDocument(text: string, schema: AdminSchema['schema']): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(text)
    const faults = validate(schema, document)
    return faults.length === 0 ? document : faults
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
}
