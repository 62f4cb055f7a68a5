// A stand for a benchmark, in a folder of its own that goes away afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from '../scripts/setup/say.mjs'
import { type Stand, type StandOptions, openStand } from '../scripts/stand/stand.ts'

export async function onStand<T>(options: Omit<StandOptions, 'folder'>, work: (stand: Stand) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-bench-'))
  const stand = await openStand({ say, ...options, folder })
  try {
    return await work(stand)
  } finally {
    await stand.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
