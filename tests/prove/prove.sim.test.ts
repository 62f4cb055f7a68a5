// The main job in small: 500 customers, 10 days, the same judge as `npm run prove`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prove } from './prove.ts'

test('after events, days, edits, a killed worker and a flushed Redis every customer carries exactly the right tags', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strata-prove-'))
  const proof = await prove({ folder, customers: 500, events: 200, days: 10, seed: 11, say: () => undefined })
  expect(proof.differences).toEqual([])
  expect(proof.customers).toBeGreaterThan(480)
  expect(Object.values(proof.wanted).filter((count) => count > 0).length).toBeGreaterThan(8)
  rmSync(folder, { recursive: true, force: true })
})
