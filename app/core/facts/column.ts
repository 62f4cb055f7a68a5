// Typed arrays that grow while a block is built.

export type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array
/** Dictionary codes, in the narrowest array that holds them. */
export type Codes = Uint8Array | Uint16Array | Uint32Array

export class Column<A extends Numbers> {
  values: A
  length = 0
  readonly #make: (length: number) => A

  constructor(make: (length: number) => A, capacity = 8) {
    this.#make = make
    this.values = make(capacity)
  }

  push(value: number): void {
    if (this.length === this.values.length) this.#widen()
    this.values[this.length++] = value
  }

  /** The values in the order of `from`. */
  gather(from: Uint32Array): A {
    const gathered = this.#make(from.length)
    const { values } = this
    for (let index = 0; index < from.length; index++) gathered[index] = values[from[index]!]!
    return gathered
  }

  #widen(): void {
    const wider = this.#make(this.length * 2)
    wider.set(this.values)
    this.values = wider
  }
}

export const floats = (): Column<Float64Array> => new Column((length) => new Float64Array(length))
export const integers = (): Column<Int32Array> => new Column((length) => new Int32Array(length))
export const naturals = (): Column<Uint32Array> => new Column((length) => new Uint32Array(length))
export const bytes = (): Column<Uint8Array> => new Column((length) => new Uint8Array(length))

/** `codes`, all at most `largest`, in the narrowest array. */
export function narrowed(codes: Uint32Array, largest: number): Codes {
  return largest < 1 << 8 ? Uint8Array.from(codes) : narrowedNaturals(codes, largest)
}

/** The same for numbers of which there may be many. */
export function narrowedNaturals(numbers: Uint32Array, largest: number): Uint16Array | Uint32Array {
  return largest < 1 << 16 ? Uint16Array.from(numbers) : numbers
}

/** Whole numbers in the narrower array where it holds them all. */
export function narrowedAmounts(amounts: Float64Array): Float64Array | Int32Array {
  for (let index = 0; index < amounts.length; index++) if ((amounts[index]! | 0) !== amounts[index]) return amounts
  return Int32Array.from(amounts)
}
