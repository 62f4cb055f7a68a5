// One way to speak SQL to two databases: statements are yielded, and the runner answers them, synchronously on SQLite and
// asynchronously on PostgreSQL. A transaction written once therefore never crosses an await on SQLite.

/** What may be bound. Instants, counters and money go in as numbers, Shopify ids as bigint, flags as booleans. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array

/**
 * Rows come back with integers as JavaScript numbers (all of ours fit 2^53), flags as 0/1 on SQLite and booleans on PostgreSQL
 * (wrap in `Boolean()`), and blobs as Uint8Array. Select Shopify ids with `CAST(x AS TEXT)`.
 */
export type SqlRow = Record<string, string | number | boolean | null | Uint8Array>

export type Statement =
  | { readonly kind: 'all'; readonly text: string; readonly values: readonly SqlValue[] }
  /** The same, a row as an array: for reading many. */
  | { readonly kind: 'tuples'; readonly text: string; readonly values: readonly SqlValue[] }
  | { readonly kind: 'run'; readonly text: string; readonly values: readonly SqlValue[] }
  /** The same statement for many rows. */
  | { readonly kind: 'many'; readonly text: string; readonly rows: readonly (readonly SqlValue[])[] }

/** One value of a row. */
export type SqlCell = SqlRow[string]

/** `tuples` are the rows where arrays were asked for. */
export type StatementAnswer = { readonly rows: SqlRow[]; readonly changes: number; readonly tuples?: readonly (readonly SqlCell[])[] }

/** A piece of work in SQL that returns `T`. Compose with `yield*`. Never await inside. */
export type Sql<T> = Generator<Statement, T, StatementAnswer>

/** Placeholders are `?`; the PostgreSQL runner numbers them. Quote nothing: all names are plain snake_case. */
export function* all<R extends object = SqlRow>(text: string, ...values: SqlValue[]): Sql<R[]> {
  const answer = yield { kind: 'all', text, values }
  return answer.rows as unknown as R[]
}

/** Rows as arrays, in the order of the SELECT. Half the price of objects. */
export function* tuples(text: string, ...values: SqlValue[]): Sql<readonly (readonly SqlCell[])[]> {
  const answer = yield { kind: 'tuples', text, values }
  return answer.tuples!
}

export function* first<R extends object = SqlRow>(text: string, ...values: SqlValue[]): Sql<R | undefined> {
  const rows = yield* all<R>(text, ...values)
  return rows[0]
}

/** Returns the number of rows changed. */
export function* run(text: string, ...values: SqlValue[]): Sql<number> {
  const answer = yield { kind: 'run', text, values }
  return answer.changes
}

export function* many(text: string, rows: readonly (readonly SqlValue[])[]): Sql<number> {
  if (rows.length === 0) return 0
  const answer = yield { kind: 'many', text, rows }
  return answer.changes
}

/**
 * `IN` over a list of any length: `WHERE number IN (${inNumbers})` with `listOf(values)` bound at that place. The PostgreSQL
 * runner replaces these two fragments by its own.
 */
export const inNumbers = 'SELECT value FROM json_each(?)'
export const inTexts = 'SELECT value FROM json_each(?) /* text */'
export const listOf = (values: readonly (number | string)[]): string => JSON.stringify(values)

/** `IN (${inNumbers})` over Shopify ids given as decimal text; they may exceed 2^53. */
export const listOfIds = (ids: readonly string[]): string => `[${ids.join(',')}]`

/** The bytes of the column `lines` as hexadecimal text: SQLite hands out a text much sooner than a blob. */
export const hexOfLines = 'hex(lines)'

/** Ends a SELECT whose rows must stay as they are until the transaction ends; nothing on SQLite, which has one writer. */
export const forUpdate = '/* for update */'

/** What keeps a database from taking writes: no room left, or a file or server that may not be written. */
export type DatabaseTrouble = 'full' | 'read-only'

export interface WriteOptions {
  /**
   * What a power cut may undo: on SQLite the commit does not wait for the disk. Every process that knew of it is gone then too. A commit after it
   * brings it to the disk with its own. PostgreSQL outlives its clients, and always waits.
   */
  readonly forgettable?: boolean
}

export interface Database {
  readonly provider: 'sqlite' | 'postgresql'
  /** What the last write met, null once one has succeeded again. For the log and /healthz. */
  readonly trouble: () => DatabaseTrouble | null
  /** A consistent read. */
  read<T>(work: () => Sql<T>): Promise<T>
  /** `BEGIN IMMEDIATE` … `COMMIT` in one synchronous stretch on SQLite; retried on a serialization failure on PostgreSQL. Keep it under 10 ms. */
  write<T>(work: () => Sql<T>, options?: WriteOptions): Promise<T>
  /** After an erasure: takes what was erased out of SQLite's write-ahead log too. PostgreSQL's own upkeep does it there. */
  forgetLog(): Promise<void>
  close(): Promise<void>
}
