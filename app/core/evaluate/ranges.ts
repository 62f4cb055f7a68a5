// Numbers and texts against what a condition allows.
import type { Choice, Ranges } from '#app/core/evaluate/program.ts'
import type { Codes } from '#app/core/facts/column.ts'
import type { ListValues, TextValues } from '#app/core/facts/block.ts'

export function lies({ ranges, negated }: Ranges, value: number): boolean {
  for (let index = 0; index < ranges.length; index++) {
    const range = ranges[index]!
    if (value >= range.min && value <= range.max) return !negated
  }
  return negated
}

/** A column of texts with what the condition says of each code. */
export interface CodeFilter {
  readonly codes: Codes
  /** 1 by code that passes; a missing text passes only a negated choice. */
  readonly passes: Uint8Array
}

export function codeFilter({ codes, dictionary }: TextValues, { values, negated }: Choice): CodeFilter {
  const passes = new Uint8Array(dictionary.texts.length).fill(+negated)
  for (const value of values) {
    const code = dictionary.codeOf(value)
    if (code) passes[code] = +!negated
  }
  return { codes, passes }
}

/** Whether the list of an entry carries one of the values, or, negated, none. */
export function listFilter({ starts, codes, dictionary }: ListValues, { values, negated }: Choice): (entry: number) => boolean {
  const wanted = new Uint8Array(dictionary.texts.length)
  for (const value of values) wanted[dictionary.codeOf(value)] = 1
  wanted[0] = 0
  return (entry) => {
    const end = starts[entry + 1]!
    for (let at = starts[entry]!; at < end; at++) if (wanted[codes[at]!]) return !negated
    return negated
  }
}
