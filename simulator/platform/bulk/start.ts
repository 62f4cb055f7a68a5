// Starting and cancelling bulk operations: everything that can be said at once is said at once.
import { GraphQLError } from 'graphql'
import { type Args, type FieldContext, textArg } from '../fields/field.ts'
import { idOf } from '../fields/gid.ts'
import { gid } from '../../store/gid.ts'
import { adminSchema } from '../graphql/schema.ts'
import { compileQuery } from './compile.ts'
import { linesOf } from './lines.ts'
import { type BulkOperation, hasEnded, mostAtOnce } from './operation.ts'
import { runMutationLines } from './mutation-lines.ts'
import { startRun } from './run.ts'
import { checkMutation } from './validate-mutation.ts'
import { type BulkQuery, type UserError, checkQuery } from './validate-query.ts'

const refused = (...userErrors: readonly UserError[]) => ({ bulkOperation: null, userErrors })

function busy(type: BulkOperation['type'], { state }: FieldContext): UserError | null {
  const inProgress = state.bulk.inProgress(type)
  if (inProgress.length < mostAtOnce) return null
  const names = inProgress.map(({ id }) => gid('BulkOperation', id)).join(', ')
  return { field: null, code: 'OPERATION_IN_PROGRESS', message: `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${names}.` }
}

/** Compiling tells at once what is not simulated; what is not allowed comes out only when it runs. */
function unsimulated(query: BulkQuery, context: FieldContext): UserError | null {
  try {
    compileQuery(query, context)
    return null
  } catch (error) {
    if (error instanceof GraphQLError) return { field: ['query'], code: 'INVALID', message: error.message }
    return null
  }
}

export function bulkOperationRunQuery(args: Args, context: FieldContext) {
  const text = textArg(args, 'query') ?? ''
  const checked = checkQuery(adminSchema().schema, text)
  if (checked.kind === 'bad') return refused(...checked.userErrors)
  const fault = unsimulated(checked.query, context) ?? busy('QUERY', context)
  if (fault) return refused(fault)
  const { world, state } = context
  const operation = state.bulk.add('QUERY', text, world.clock.stamp(), state.folder())
  startRun(operation, context, async (sink) => {
    const compiled = compileQuery(checked.query, { ...context, now: world.clock.now() })
    for (const line of linesOf(compiled, () => operation.rootObjectCount++, args['groupObjects'] === true)) {
      sink.add(line)
      if (!sink.due) continue
      await sink.breathe()
      if (!sink.wanted) return
    }
  })
  return { bulkOperation: { ...operation }, userErrors: [] }
}

export function bulkOperationRunMutation(args: Args, context: FieldContext) {
  const { world, state } = context
  const text = textArg(args, 'mutation') ?? ''
  const checked = checkMutation(adminSchema().schema, text)
  if (checked.kind === 'bad') return refused(checked.userError)
  const upload = state.uploads.get(textArg(args, 'stagedUploadPath') ?? '')
  if (!upload) {
    return refused({ field: null, code: 'NO_SUCH_FILE', message: "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument." })
  }
  if (upload.size === 0) return refused({ field: null, code: 'INVALID_STAGED_UPLOAD_FILE', message: 'The input file is empty.' })
  const fault = busy('MUTATION', context)
  if (fault) return refused(fault)
  const operation = state.bulk.add('MUTATION', text, world.clock.stamp(), state.folder())
  startRun(operation, context, (sink) => runMutationLines(checked.document, upload.file, operation, context, sink))
  return { bulkOperation: { ...operation }, userErrors: [] }
}

export function bulkOperationCancel(args: Args, { state }: FieldContext) {
  const operation = state.bulk.byId.get(idOf(textArg(args, 'id') ?? '', 'BulkOperation') ?? -1)
  if (!operation) return { bulkOperation: null, userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }] }
  if (hasEnded(operation)) return { bulkOperation: operation, userErrors: [{ field: null, message: `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}` }] }
  operation.status = 'CANCELING'
  return { bulkOperation: { ...operation }, userErrors: [] }
}
