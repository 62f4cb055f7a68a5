// The objects of a JSONL file, one after the other, with never more than a piece of the file in memory. A file is read more than once.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { GiveUp } from '#app/core/failure.ts'
import { type Fields, isFields } from '#app/shopify/payloads/read.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'
import { NotUnderstood } from '../not-understood.ts'

const PIECE = 1 << 20
const LINE_FEED = 0x0a
const COLON = 0x3a
const BLANK = 0x20
const PARENT = Buffer.from('"__parentId"')

/** Calls `take` with every parent of the file, or with every child (an object with a `__parentId`), until it says false. */
export function eachLine(path: string, which: 'parents' | 'children', take: (node: Fields) => boolean | void): void {
  let number = 0
  for (const line of linesIn(path)) {
    number += 1
    if (line.length < 2 || isChild(line) !== (which === 'children')) continue
    const node = nodeOf(line)
    if (node === null) throw new NotUnderstood(`${path}: line ${number} is not a JSON object.`)
    try {
      if (take(node) === false) return
    } catch (error) {
      if (error instanceof GiveUp) throw new NotUnderstood(`${path}: line ${number}: ${error.message}.`)
      throw error
    }
  }
}

/** Inside a text the quotes would be escaped, and a text of its own has no colon after it: so this is the key. */
function isChild(line: Buffer): boolean {
  const at = line.indexOf(PARENT)
  if (at === -1) return false
  const next = line[at + PARENT.length]
  return next === COLON || next === BLANK
}

/** JSON.parse would quote the line, which is about a person. */
function nodeOf(line: Buffer): Fields | null {
  try {
    const node = JSON.parse(line.toString()) as Json
    return isFields(node) ? node : null
  } catch {
    return null
  }
}

/** Each line is good until the next is asked for. */
function* linesIn(path: string): Generator<Buffer> {
  const file = open(path)
  try {
    let buffer = Buffer.allocUnsafe(PIECE)
    let kept = 0
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer, kept, buffer.length - kept, null)) {
      const filled = buffer.subarray(0, kept + read)
      let start = 0
      for (let end = filled.indexOf(LINE_FEED, kept); end !== -1; end = filled.indexOf(LINE_FEED, start)) {
        yield filled.subarray(start, end)
        start = end + 1
      }
      kept = filled.length - start
      const next = kept * 2 > buffer.length ? Buffer.allocUnsafe(buffer.length * 2) : buffer
      filled.copy(next, 0, start)
      buffer = next
    }
    if (kept > 0) yield buffer.subarray(0, kept)
  } finally {
    closeSync(file)
  }
}

function open(path: string): number {
  try {
    const file = openSync(path, 'r')
    const stat = fstatSync(file)
    if (!stat.isDirectory() && !stat.isFIFO()) return file
  } catch (error) {
    throw new NotUnderstood(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw new NotUnderstood(`${path} is not a file that can be read twice.`)
}
