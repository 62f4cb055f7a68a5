// The error of a database that cannot take writes, with the sentence an operator needs.
import type { DatabaseTrouble } from '#app/db/sql.ts'

const sentences: Record<DatabaseTrouble, string> = {
  full: 'The database has no room left: free disk space or enlarge the volume; work goes on by itself afterwards.',
  'read-only': 'The database cannot be written: its files or its server are read-only. Check permissions, mounts and fail-over.',
}

/** Thrown by `Database.write`. Nothing of the transaction was kept. */
export class DatabaseFull extends Error {
  readonly trouble: DatabaseTrouble
  constructor(trouble: DatabaseTrouble, options?: ErrorOptions) {
    super(sentences[trouble], options)
    this.name = 'DatabaseFull'
    this.trouble = trouble
  }
}

const codes: Record<string, DatabaseTrouble> = {
  SQLITE_FULL: 'full',
  SQLITE_IOERR_WRITE: 'full',
  SQLITE_IOERR_SHMSIZE: 'full',
  SQLITE_READONLY: 'read-only',
  SQLITE_READONLY_DBMOVED: 'read-only',
  SQLITE_READONLY_DIRECTORY: 'read-only',
  SQLITE_CANTOPEN: 'read-only',
  ENOSPC: 'full',
  EROFS: 'read-only',
  // PostgreSQL: disk_full, read_only_sql_transaction
  '53100': 'full',
  '25006': 'read-only',
}

/** The code of an error of either driver, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

export interface WriteWatch {
  /** What the last write met, null once one has succeeded again. */
  readonly trouble: () => DatabaseTrouble | null
  /** Does the write; throws `DatabaseFull` where there is no room, and other errors as they are. */
  watched<T>(write: () => Promise<T>): Promise<T>
}

/** One for each connection that writes. */
export function watchWrites(): WriteWatch {
  let trouble: DatabaseTrouble | null = null
  return {
    trouble: () => trouble,
    async watched(write) {
      try {
        const result = await write()
        trouble = null
        return result
      } catch (error) {
        const met = codes[codeOf(error)]
        if (met === undefined) throw error
        trouble = met
        throw new DatabaseFull(met, { cause: error })
      }
    },
  }
}
