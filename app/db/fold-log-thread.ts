// The folding thread: takes pages out of the log as they come. Nobody waits for it, and it waits for nobody.
import { workerData } from 'node:worker_threads'
import { codeOf } from '#app/db/database-full.ts'
import { connectSqlite } from '#app/db/sqlite-connection.ts'

const EVERY = 100

const { raw } = connectSqlite(workerData as string, { logPages: 0 })

setInterval(() => {
  try {
    raw.pragma('wal_checkpoint(PASSIVE)')
  } catch (error) {
    // Somebody has the whole file to himself: the next time comes soon.
    if (!codeOf(error).startsWith('SQLITE_BUSY')) throw error
  }
}, EVERY)
