// Tests of what is simply so or not of a customer.
import type { Fill } from '#app/core/evaluate/attributes.ts'

/** `flags`: 1 or 0 a row. */
export function flagIsSet(flags: Uint8Array): Fill {
  return (from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = flags[row]!
  }
}
