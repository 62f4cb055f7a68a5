// bulk_operations/finish: states in lower case, no address of the result.
import { gid } from '../store/gid.ts'
import type { Store } from '../store/model.ts'
import { stamp } from './stamp.ts'

export interface FinishedBulk {
  readonly id: number
  readonly createdAt: number
  readonly completedAt: number | null
  /** As GraphQL spells them: COMPLETED, QUERY. */
  readonly status: string
  readonly type: string
  readonly errorCode: string | null
}

export const bulkPayload = (store: Store, bulk: FinishedBulk) => ({
  admin_graphql_api_id: gid('BulkOperation', bulk.id),
  completed_at: stamp(bulk.completedAt, store.settings.zone),
  created_at: stamp(bulk.createdAt, store.settings.zone),
  error_code: bulk.errorCode?.toLowerCase() ?? null,
  status: bulk.status.toLowerCase(),
  type: bulk.type.toLowerCase(),
})
