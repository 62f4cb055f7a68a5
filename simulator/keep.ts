// Keeps the pretend store in a file between two starts, so that a second start goes on where the first one ended. In pieces: a large
// store is more than one buffer may hold.
import { closeSync, existsSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import type { Installation } from '#simulator/world.ts'
import type { Store } from '#simulator/store/model.ts'

export interface Kept {
  readonly store: Store
  readonly offset: number
  readonly installation: Installation
}

/** First the head, with every map of the store empty; then the entries of the maps. Each piece after its length in four bytes. */
type Piece = { readonly head: Kept } | { readonly map: keyof Store; readonly entries: readonly (readonly [unknown, unknown])[] }

const perPiece = 10_000

/** Null when there is no file yet. */
export function readKept(file: string): Kept | null {
  if (!existsSync(file)) return null
  const handle = openSync(file, 'r')
  try {
    const first = nextPiece(handle)
    if (!first || !('head' in first)) throw new Error(`${file} does not hold a store: delete it to begin anew.`)
    for (let piece = nextPiece(handle); piece; piece = nextPiece(handle)) {
      if (!('map' in piece)) continue
      const map = first.head.store[piece.map] as unknown as Map<unknown, unknown>
      for (const [key, value] of piece.entries) map.set(key, value)
    }
    return first.head
  } finally {
    closeSync(handle)
  }
}

export function writeKept(file: string, kept: Kept): void {
  const handle = openSync(`${file}.new`, 'w')
  try {
    for (const piece of piecesOf(kept)) {
      const bytes = serialize(piece)
      const length = Buffer.alloc(4)
      length.writeUInt32LE(bytes.length)
      writeSync(handle, length)
      writeSync(handle, bytes)
    }
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
}

function* piecesOf(kept: Kept): Generator<Piece> {
  const fields = Object.entries(kept.store) as [keyof Store, unknown][]
  const empty = Object.fromEntries(fields.map(([name, value]) => [name, value instanceof Map ? new Map() : value]))
  yield { head: { ...kept, store: empty as unknown as Store } }
  for (const [map, value] of fields) {
    if (!(value instanceof Map)) continue
    let entries: [unknown, unknown][] = []
    for (const entry of value as Map<unknown, unknown>) {
      if (entries.push(entry) < perPiece) continue
      yield { map, entries }
      entries = []
    }
    yield { map, entries }
  }
}

function nextPiece(handle: number): Piece | null {
  const length = Buffer.alloc(4)
  if (readSync(handle, length) === 0) return null
  const bytes = Buffer.alloc(length.readUInt32LE())
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(handle, bytes, at, bytes.length - at, null)
    if (read === 0) throw new Error('The kept store ends in the middle: delete it to begin anew.')
    at += read
  }
  return deserialize(bytes) as Piece
}
