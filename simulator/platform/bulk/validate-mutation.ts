// Whether a mutation may run in bulk, refused in the recorded words.
import { type DocumentNode, type GraphQLSchema, GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql'
import { type UserError, syntax } from './validate-query.ts'

export type CheckedMutation = { readonly kind: 'good'; readonly document: DocumentNode } | { readonly kind: 'bad'; readonly userError: UserError }

const forbidden = new Set(['bulkOperationRunQuery', 'bulkOperationRunMutation'])

export function checkMutation(schema: GraphQLSchema, text: string): CheckedMutation {
  const bad = (message: string, named: boolean): CheckedMutation =>
    ({ kind: 'bad', userError: { field: named ? ['mutation'] : null, code: named ? null : 'INVALID_MUTATION', message } })
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (error) {
    if (error instanceof GraphQLError) return bad(`Failed to parse the mutation - ${syntax(error)}`, false)
    throw error
  }
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const operation = operations[0]
  if (operation?.operation !== OperationTypeNode.MUTATION) return bad('Invalid operation type. Only `mutation` operations are supported.', false)
  const fields = operation.selectionSet.selections
  const field = fields[0]
  if (operations.length > 1 || fields.length > 1 || field?.kind !== Kind.FIELD) return bad('You must specify a single top level mutation.', true)
  if (forbidden.has(field.name.value)) return bad('You must use an allowed mutation name.', true)
  const fault = validate(schema, document)[0]
  return fault ? bad(fault.message, false) : { kind: 'good', document }
}
