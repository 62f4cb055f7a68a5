// One better-sqlite3 connection, set up for durability, that answers yielded statements from a cache of prepared ones.
import Sqlite from 'better-sqlite3'
import type { Sql, SqlCell, SqlRow, SqlValue, Statement, StatementAnswer } from '#app/db/sql.ts'

/** Waiting for a lock blocks the event loop, so it is short here; longer waits happen outside (see sqlite.ts). */
const busyTimeoutMs = 10
/** Two processes may make the same new file at the same time: while opening, one waits for the other. */
const openTimeoutMs = 10_000
const mostStatements = 500
/**
 * 64 MiB of log before a commit folds it back. Where a thread does that all the time (fold-log.ts) little is left to fold by then, and the log begins anew:
 * while commits follow one another without a pause it never could.
 */
const checkpointPages = 16_000
/** In KiB. A reader goes through everything once and gains nothing from pages it has seen; the system keeps the file in memory anyway. */
const writerCache = 32_768
const readerCache = 8_192

export interface SqliteOptions {
  /** Pages of log before a commit folds it back; 0 for never. Fewer: that commit is short, and others pay more often. */
  readonly logPages?: number
}

export interface SqliteConnection {
  readonly raw: Sqlite.Database
  /** Runs a piece of work to its end without a pause. The caller holds the transaction. */
  drive<T>(work: Sql<T>): T
  /** A transaction that ends within `work` does not wait for the disk. */
  unsynced<T>(work: () => T): T
}

/** Opens, and creates unless `readonly`. Throws the driver's error when the file cannot be opened. */
export function connectSqlite(path: string, options: SqliteOptions & { readonly readonly?: boolean } = {}): SqliteConnection {
  const raw = new Sqlite(path, { readonly: options.readonly ?? false, timeout: openTimeoutMs })
  if (!raw.readonly) {
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
    raw.pragma('secure_delete = ON')
    raw.pragma(`wal_autocheckpoint = ${options.logPages ?? checkpointPages}`)
  }
  raw.pragma('foreign_keys = OFF')
  raw.pragma('temp_store = MEMORY')
  raw.pragma(`cache_size = -${raw.readonly ? readerCache : writerCache}`)
  raw.pragma(`busy_timeout = ${busyTimeoutMs}`)
  const prepared = new Map<string, Sqlite.Statement>()
  const preparedForTuples = new Map<string, Sqlite.Statement>()

  const prepare = (text: string, known = prepared): Sqlite.Statement => {
    let statement = known.get(text)
    if (!statement) {
      if (known.size >= mostStatements) known.clear()
      statement = raw.prepare(text)
      if (known === preparedForTuples) statement.raw()
      known.set(text, statement)
    }
    return statement
  }

  const answer = (asked: Statement): StatementAnswer => {
    const statement = prepare(asked.text, asked.kind === 'tuples' ? preparedForTuples : prepared)
    switch (asked.kind) {
      case 'all':
        return { rows: statement.all(bindable(asked.values)) as SqlRow[], changes: 0 }
      case 'tuples':
        return { rows: [], changes: 0, tuples: statement.all(bindable(asked.values)) as SqlCell[][] }
      case 'run':
        return { rows: [], changes: statement.run(bindable(asked.values)).changes }
      case 'many': {
        let changes = 0
        for (const row of asked.rows) changes += statement.run(bindable(row)).changes
        return { rows: [], changes }
      }
    }
  }

  return {
    raw,
    drive<T>(work: Sql<T>): T {
      let step = work.next()
      while (!step.done) step = work.next(answer(step.value))
      return step.value
    },
    unsynced<T>(work: () => T): T {
      raw.pragma('synchronous = NORMAL')
      try {
        return work()
      } finally {
        raw.pragma('synchronous = FULL')
      }
    },
  }
}

function bindable(values: readonly SqlValue[]): (string | number | bigint | null | Uint8Array)[] {
  return values.map((value) => (typeof value === 'boolean' ? Number(value) : value))
}
