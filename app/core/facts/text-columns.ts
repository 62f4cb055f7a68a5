// Columns of dictionary codes while a block is built: one text a row, or a list of them.
import type { ListValues, TextValues } from '#app/core/facts/block.ts'
import { naturals, narrowed } from '#app/core/facts/column.ts'
import { Dictionary, MISSING } from '#app/core/facts/dictionary.ts'

export class TextColumn {
  readonly #dictionary = new Dictionary()
  readonly #codes = naturals()

  push(text: string | null): void {
    this.#codes.push(text === null ? MISSING : this.#dictionary.add(text))
  }

  build(rows: Uint32Array): TextValues {
    return { codes: narrowed(this.#codes.gather(rows), this.#dictionary.texts.length - 1), dictionary: this.#dictionary }
  }
}

/** A list holds each text once; missing ones are left out. */
export class ListColumn {
  readonly #dictionary = new Dictionary()
  /** Spellings seen so far, so that each is folded once. */
  readonly #spellings = new Map<string, number>()
  readonly #fold: (text: string) => string
  readonly #ends = naturals()
  readonly #codes = naturals()

  constructor(fold: (text: string) => string = (text) => text) {
    this.#fold = fold
  }

  add(text: string | null): void {
    if (text === null) return
    let code = this.#spellings.get(text)
    if (code === undefined) {
      code = this.#dictionary.add(this.#fold(text))
      this.#spellings.set(text, code)
    }
    const start = this.#ends.length === 0 ? 0 : this.#ends.values[this.#ends.length - 1]!
    for (let at = start; at < this.#codes.length; at++) if (this.#codes.values[at] === code) return
    this.#codes.push(code)
  }

  endRow(): void {
    this.#ends.push(this.#codes.length)
  }

  addRow(texts: readonly string[]): void {
    for (const text of texts) this.add(text)
    this.endRow()
  }

  build(rows: Uint32Array): ListValues {
    const { starts, values } = gatherLists(this.#ends.values, this.#codes.values, rows)
    return { starts, codes: narrowed(values, this.#dictionary.texts.length - 1), dictionary: this.#dictionary }
  }
}

/** Lists laid end to end, `ends[i]` after the last value of list i, in the order of `rows`. */
export function gatherLists(ends: Uint32Array, values: Uint32Array, rows: Uint32Array): { starts: Uint32Array, values: Uint32Array } {
  const { starts, from } = elementsOf(ends, rows)
  return { starts, values: from.map((at) => values[at]!) }
}

/** For lists laid end to end, in the order of `rows`: where each begins, and from where each element comes. */
export function elementsOf(ends: Uint32Array, rows: Uint32Array): { starts: Uint32Array, from: Uint32Array } {
  const starts = new Uint32Array(rows.length + 1)
  for (let row = 0; row < rows.length; row++) {
    const list = rows[row]!
    starts[row + 1] = starts[row]! + ends[list]! - (list === 0 ? 0 : ends[list - 1]!)
  }
  const from = new Uint32Array(starts[rows.length]!)
  for (let row = 0; row < rows.length; row++) {
    const list = rows[row]!
    let source = list === 0 ? 0 : ends[list - 1]!
    for (let at = starts[row]!; at < starts[row + 1]!; at++) from[at] = source++
  }
  return { starts, from }
}
