// Tests of what is simply so or not of a customer.
import { timeless } from '#app/core/evaluate/attributes.ts'
import type { Scan } from '#app/core/evaluate/scan.ts'

/** `flags`: 1 or 0 a row. */
export function flagScan(flags: Uint8Array): Scan {
  return timeless((from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = flags[row]!
  })
}
