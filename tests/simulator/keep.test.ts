// A store that was kept comes back as it was.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readKept, writeKept } from '#simulator/keep.ts'
import { seedStore } from '#simulator/store/seed-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'strata-keep-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('store, clock and installation survive, and there is nothing before the first time', () => {
  const file = join(folder, 'store.bin')
  expect(readKept(file)).toBeNull()
  const kept = { store: seedStore({ seed: 3, customers: 300, now: Date.UTC(2026, 10, 22) }), offset: 86_400_000, installation: { installed: true, generation: 2, scopes: ['read_customers'] } }
  writeKept(file, kept)
  expect(readKept(file)).toEqual(kept)
})
