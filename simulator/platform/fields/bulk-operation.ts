// What the API says of a bulk operation. Counts and sizes are texts.
import { gid } from '../../store/gid.ts'
import { type BulkOperation } from '../bulk/operation.ts'
import { expired, resultUrl } from '../bulk/result-url.ts'
import { byInstant, byNumber, byText, filterOf, type Matchers } from '../search/filter.ts'
import { type Args, type FieldContext, fieldsOf, textArg } from './field.ts'
import type { Listing } from './listing.ts'
import { dateTime, dateTimeOrNull } from './scalar.ts'
import { second, sorted } from './sorting.ts'

const matchers: Matchers<BulkOperation> = {
  id: byNumber(({ id }) => id),
  status: byText(({ status }) => status),
  operation_type: byText(({ type }) => type),
  created_at: byInstant(({ createdAt }) => createdAt),
}

const sortKeys = { CREATED_AT: ({ createdAt }: BulkOperation) => second(createdAt) }

export const bulkListing = (args: Args, { state }: FieldContext): Listing<BulkOperation> =>
  sorted(args, { rows: state.bulk.byId, keep: filterOf(textArg(args, 'query'), matchers, 'bulkOperations'), sortKeys, sortKey: 'CREATED_AT', name: 'bulkOperations' })

export const bulkFields = {
  BulkOperation: fieldsOf<BulkOperation>({
    id: ({ id }) => gid('BulkOperation', id),
    type: ({ type }) => type,
    status: ({ status, completedAt }, _args, { world }) => (status === 'COMPLETED' && expired(world, completedAt) ? 'EXPIRED' : status),
    errorCode: ({ errorCode }) => errorCode,
    query: ({ query }) => query,
    createdAt: ({ createdAt }) => dateTime(createdAt),
    completedAt: ({ completedAt }) => dateTimeOrNull(completedAt),
    objectCount: ({ objectCount }) => String(objectCount),
    rootObjectCount: ({ rootObjectCount }) => String(rootObjectCount),
    fileSize: ({ fileSize }) => (fileSize ? String(fileSize) : null),
    url: (operation, _args, { world }) =>
      operation.status === 'COMPLETED' && !expired(world, operation.completedAt) ? resultUrl(world, operation, operation.completedAt) : null,
    partialDataUrl: (operation, _args, { world }) => (operation.status === 'FAILED' ? resultUrl(world, operation, operation.createdAt) : null),
  }),
}
