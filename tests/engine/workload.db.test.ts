// The rules of the benchmark hold the same customers in our language as in SQL, by SQLite and by DuckDB.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countOf, differences, type Answers } from '../../bench/engine/answers.ts'
import type { Contender } from '../../bench/engine/contender.ts'
import { dataFor } from '../../bench/engine/data.ts'
import { open as openDuckdb } from '../../bench/engine/duckdb.ts'
import { open as openSqlite } from '../../bench/engine/sqlite.ts'
import { open as openStrata } from '../../bench/engine/strata.ts'

test('each rule of the workload holds the customers that its SQL statement finds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strata-workload-'))
  try {
    const data = await dataFor(3_000, folder)
    const answers = async (contender: Contender): Promise<Answers> => {
      await contender.round()
      const given = { bits: await contender.bits(), previews: await contender.previews() }
      await contender.close()
      return given
    }
    const ours = await answers(await openStrata(data))
    for (const rule of data.rules.keys()) {
      expect(countOf(ours.bits, rule), data.rules[rule]!.name).toBeGreaterThan(0)
      expect(countOf(ours.bits, rule), data.rules[rule]!.name).toBeLessThan(data.customers)
    }
    expect(differences(data.rules, ours, await answers(await openSqlite(data)))).toEqual([])
    expect(differences(data.rules, ours, await answers(await openDuckdb(data)))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
