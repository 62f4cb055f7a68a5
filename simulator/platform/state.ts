// What the platform remembers of a world beside its store: points, tokens taken back, bulk operations, uploads.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Random } from '../store/random.ts'
import type { World } from '../world.ts'
import { BulkOperations } from './bulk/operation.ts'
import { Bucket } from './graphql/bucket.ts'

export interface PlatformOptions {
  /** Real time that ten thousand lines of a bulk operation take; 0 for as fast as it goes. */
  bulkMsPerTenThousand: number
  /** Members of segment queries outside the one form that is simulated, by the query with single blanks. Tests fill it. */
  readonly segmentTables: Map<string, ReadonlySet<number>>
}

export interface Upload { readonly file: string; readonly size: number }
/** An upload that was announced; its parameters must come back as they were handed out. */
export interface UploadTicket { readonly parameters: readonly { readonly name: string; readonly value: string }[]; readonly expiresAt: number }

export interface PlatformState {
  readonly options: PlatformOptions
  readonly random: Random
  readonly bucket: Bucket
  readonly bulk: BulkOperations
  readonly tickets: Map<string, UploadTicket>
  readonly uploads: Map<string, Upload>
  readonly memberQueries: Map<number, { readonly ids: Float64Array; done: boolean }>
  /** The `jti` of refresh tokens whose successor was used. */
  readonly spentRefreshTokens: Set<string>
  /** A folder of our own, made when it is first asked for. */
  folder(): string
  removeFolder(): void
  closed: boolean
}

const states = new WeakMap<World, PlatformState>()

export function platformOf(world: World): PlatformState {
  const known = states.get(world)
  if (known) return known
  const made = create(world)
  states.set(world, made)
  world.stop.addEventListener('abort', () => void closePlatform(world), { once: true })
  return made
}

/** Stops what runs and deletes the files of bulk results and uploads. */
export async function closePlatform(world: World): Promise<void> {
  const state = states.get(world)
  if (!state) return
  state.closed = true
  await Promise.all(state.bulk.running)
  states.delete(world)
  state.removeFolder()
}

function create(world: World): PlatformState {
  let folder: string | undefined
  const remove = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
  const make = () => {
    process.once('exit', remove)
    return mkdtempSync(join(tmpdir(), 'simulator-'))
  }
  return {
    options: { bulkMsPerTenThousand: 1_000, segmentTables: new Map() },
    random: world.random.fork('platform'),
    bucket: new Bucket(world.store.settings.plan, () => world.clock.now()),
    bulk: new BulkOperations(),
    tickets: new Map(),
    uploads: new Map(),
    memberQueries: new Map(),
    spentRefreshTokens: new Set(),
    folder: () => (folder ??= make()),
    removeFolder() {
      remove()
      process.off('exit', remove)
    },
    closed: false,
  }
}
