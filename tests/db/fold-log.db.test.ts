// The thread that folds the log back: what was committed comes into the file, though no commit carries it there.
import Sqlite from 'better-sqlite3'
import { copyFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sqlitePath } from '#app/db/database.ts'
import { foldLog } from '#app/db/fold-log.ts'
import { all, first, run } from '#app/db/sql.ts'
import { freshDatabase } from '#tests/database.ts'

test('what was committed is in the file before long, and nothing is lost when the thread is stopped amid commits', async () => {
  const fresh = await freshDatabase('sqlite')
  const path = sqlitePath(fresh.url)!
  const told: string[] = []
  const folding = foldLog(path, (why) => told.push(why))
  const write = (shop: number) => fresh.db.write(() => run('INSERT INTO leases (shop_id, stage, owner, expires_at, fence) VALUES (?, ?, ?, ?, ?)', shop, 'stage', 'me', 0, 1))
  try {
    await write(1)
    for (let left = 300; !fileAloneHolds(path, 1); left--) {
      expect(left).toBeGreaterThan(0)
      await pause(50)
    }
    for (let shop = 2; shop <= 300; shop++) {
      await write(shop)
      if (shop === 250) await folding.stop()
    }
    expect(await fresh.db.read(() => first('SELECT count(*) AS count FROM leases'))).toEqual({ count: 300 })
    expect(await fresh.db.read(() => all('PRAGMA integrity_check'))).toEqual([{ integrity_check: 'ok' }])
    expect(told).toEqual([])
  } finally {
    await folding.stop()
    await fresh.close()
  }
})

test('the end of the thread is told, with its reason', async () => {
  const fresh = await freshDatabase('sqlite')
  const path = `${sqlitePath(fresh.url)!}-none`
  writeFileSync(path, 'this is no database, and says so at some length')
  const why = await new Promise<string>((told) => { foldLog(path, told) })
  expect(why).toMatch(/not a database/)
  await fresh.close()
})

/** Of a copy without its log. */
function fileAloneHolds(path: string, shop: number): boolean {
  const copy = `${path}-copy`
  copyFileSync(path, copy)
  const db = new Sqlite(copy, { readonly: true })
  const found = db.prepare('SELECT 1 FROM leases WHERE shop_id = ?').get(shop) !== undefined
  db.close()
  return found
}
