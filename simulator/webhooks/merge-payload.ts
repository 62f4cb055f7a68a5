// customers/merge, of a merge that was done.
import { gid } from '../store/gid.ts'

export const mergePayload = (keptId: number, deletedId: number, jobId: string) => ({
  admin_graphql_api_customer_kept_id: gid('Customer', keptId),
  admin_graphql_api_customer_deleted_id: gid('Customer', deletedId),
  admin_graphql_api_job_id: `gid://shopify/Job/${jobId}`,
  status: 'completed',
  errors: [],
})
