// One bulk operation and the list of them: how far it is, how it ended, where its result lies.
import type { Random } from '../../store/random.ts'

export type BulkStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED'

export interface BulkOperation {
  readonly id: number
  readonly type: 'QUERY' | 'MUTATION'
  /** The text as it was handed in. */
  readonly query: string
  readonly createdAt: number
  status: BulkStatus
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null
  completedAt: number | null
  objectCount: number
  rootObjectCount: number
  /** Null until it ended; the file is there only if there are results. */
  fileSize: number | null
  readonly file: string
}

const firstId = 7_689_772_204_338
/** How many of each kind may run at once, from API version 2026-01 on. */
export const mostAtOnce = 5
const ended = new Set<BulkStatus>(['COMPLETED', 'FAILED', 'CANCELED'])

export const hasEnded = ({ status }: BulkOperation): boolean => ended.has(status)

export class BulkOperations {
  readonly byId = new Map<number, BulkOperation>()
  readonly running = new Set<Promise<void>>()

  add(type: BulkOperation['type'], query: string, createdAt: number, folder: string): BulkOperation {
    const id = firstId + this.byId.size * 32_768
    const operation: BulkOperation = {
      id, type, query, createdAt, status: 'CREATED', errorCode: null, completedAt: null, objectCount: 0, rootObjectCount: 0, fileSize: null, file: `${folder}/bulk-${id}.jsonl`,
    }
    this.byId.set(id, operation)
    return operation
  }

  /** Those of a kind that have not ended. */
  inProgress(type: BulkOperation['type']): BulkOperation[] {
    return [...this.byId.values()].filter((operation) => operation.type === type && !hasEnded(operation))
  }
}

/** In place. */
export function shuffle<T>(items: T[], random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(0, i)
    const kept = items[i] as T
    items[i] = items[j] as T
    items[j] = kept
  }
}
