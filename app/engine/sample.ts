// A sample of a shop's customers, the same at every asking, and what is found in it carried over to all of them.
import { shareWithin } from '#app/core/wilson.ts'
import type { Range } from '#app/engine/engine.ts'

/** So many that an interval is at most some 4.4 % of the shop wide. */
export const SAMPLE_SIZE = 2_000

/**
 * `size` of the numbers from 1 to `highest` (at least as many), ascending: one out of each of `size` equal stretches, so that old and new customers
 * are there in proportion; which one depends on the shop and on the stretch alone.
 */
export function sampleOf(shop: number, highest: number, size: number): number[] {
  return Array.from({ length: size }, (_, stretch) => {
    const from = Math.floor((stretch * highest) / size)
    const to = Math.floor(((stretch + 1) * highest) / size)
    return from + 1 + Math.floor(((to - from) * scattered(shop, stretch)) / 2 ** 32)
  })
}

/** Of `highest` numbers, those that are like `found` of the `size` that were asked; numbers that stand for nobody are among both. */
export function carriedOver(found: number, size: number, highest: number): Range {
  const { from, to } = shareWithin(found, size)
  return {
    about: Math.round((found / size) * highest),
    // Those that were seen are sure, and so are those that were seen not to be.
    from: Math.max(found, Math.floor(from * highest)),
    to: Math.min(highest - (size - found), Math.ceil(to * highest)),
  }
}

/** A whole number below 2^32 that looks like chance. The final mix of MurmurHash3 (Austin Appleby, public domain). */
function scattered(shop: number, stretch: number): number {
  let hash = Math.imul(shop, 0x9e3779b1) ^ Math.imul(stretch + 1, 0x85ebca77)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
