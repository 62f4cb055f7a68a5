// Columns of small sets while a block is built: most customers have one country and few tags, so the first element stands by itself.
import type { SetValues } from '#app/core/facts/block.ts'
import { naturals, narrowed } from '#app/core/facts/column.ts'
import { Dictionary, MISSING } from '#app/core/facts/dictionary.ts'

/** A set holds each text once; missing ones are left out. */
export class SetColumn {
  readonly #dictionary = new Dictionary()
  /** Spellings seen so far, so that each is folded once. */
  readonly #spellings = new Map<string, number>()
  readonly #fold: (text: string) => string
  readonly #first = naturals()
  /** The further elements, by place of the row. */
  readonly #moreOf = naturals()
  readonly #more = naturals()
  #open: number = MISSING
  #beginning = 0

  constructor(fold: (text: string) => string = (text) => text) {
    this.#fold = fold
  }

  /** To the row that `endRow` ends next. */
  add(text: string | null): void {
    if (text === null) return
    let code = this.#spellings.get(text)
    if (code === undefined) {
      code = this.#dictionary.add(this.#fold(text))
      this.#spellings.set(text, code)
    }
    if (this.#open === MISSING) this.#open = code
    else if (code !== this.#open) this.#addFurther(code)
  }

  endRow(): void {
    this.#first.push(this.#open)
    this.#open = MISSING
    this.#beginning = this.#more.length
  }

  /** `rows`: the places of the rows in the order of the block. */
  build(rows: Uint32Array): SetValues {
    const largest = this.#dictionary.texts.length - 1
    const rowOf = new Uint32Array(rows.length)
    for (let row = 0; row < rows.length; row++) rowOf[rows[row]!] = row
    const order = Uint32Array.from({ length: this.#more.length }, (_, index) => index)
    const further = Uint32Array.from(order, (index) => rowOf[this.#moreOf.values[index]!]!)
    if (further.some((row, index) => index > 0 && row < further[index - 1]!)) order.sort((a, b) => further[a]! - further[b]! || a - b)
    return {
      first: narrowed(this.#first.gather(rows), largest),
      moreRows: Uint32Array.from(order, (index) => further[index]!),
      more: narrowed(this.#more.gather(order), largest),
      dictionary: this.#dictionary,
    }
  }

  #addFurther(code: number): void {
    for (let at = this.#beginning; at < this.#more.length; at++) if (this.#more.values[at] === code) return
    this.#moreOf.push(this.#first.length)
    this.#more.push(code)
  }
}
