// The metafields of customers: a column of codes for each path that occurs, each distinct value held once.
import type { MetafieldValues } from '#app/core/facts/block.ts'
import { naturals, narrowed } from '#app/core/facts/column.ts'
import { MISSING } from '#app/core/facts/dictionary.ts'
import type { MetafieldFact } from '#app/core/facts/facts.ts'

export class MetafieldColumns {
  readonly #paths = new Map<string, MetafieldColumn>()
  #rows = 0

  /** All metafields of the next customer. */
  add(metafields: Readonly<Record<string, MetafieldFact>>): void {
    for (const path in metafields) {
      let column = this.#paths.get(path)
      if (!column) {
        column = new MetafieldColumn()
        this.#paths.set(path, column)
      }
      column.put(this.#rows, metafields[path]!)
    }
    this.#rows++
  }

  build(rows: Uint32Array): ReadonlyMap<string, MetafieldValues> {
    return new Map([...this.#paths].map(([path, column]) => [path, column.build(this.#rows, rows)]))
  }
}

class MetafieldColumn {
  /** The entry of `MISSING` is never looked at. */
  readonly #values: MetafieldFact[] = [{ type: '', value: '' }]
  /** By type, then by value. */
  readonly #known = new Map<string, Map<string, number>>()
  readonly #codes = naturals()

  /** Rows that were passed over have no value. */
  put(row: number, fact: MetafieldFact): void {
    this.#fillTo(row)
    this.#codes.push(this.#codeOf(fact))
  }

  build(count: number, rows: Uint32Array): MetafieldValues {
    this.#fillTo(count)
    return { codes: narrowed(this.#codes.gather(rows), this.#values.length - 1), values: this.#values }
  }

  #fillTo(row: number): void {
    while (this.#codes.length < row) this.#codes.push(MISSING)
  }

  #codeOf(fact: MetafieldFact): number {
    const { type, value } = fact
    const ofType = this.#known.get(type) ?? new Map<string, number>()
    this.#known.set(type, ofType)
    let code = ofType.get(value)
    if (code === undefined) {
      code = this.#values.length
      this.#values.push({ type, value })
      ofType.set(value, code)
    }
    return code
  }
}
