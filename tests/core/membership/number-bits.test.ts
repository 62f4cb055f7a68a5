// Bits in chunks hold exactly the numbers that came and did not go, and give them back in order.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHUNK, chunkOf, NumberBits, withChanges } from '#app/core/membership/number-bits.ts'

const change = fc.tuple(fc.integer({ min: 1, max: 4 * CHUNK }), fc.boolean())

function bitsOf(changes: readonly (readonly [number, boolean])[]): NumberBits {
  const chunks = new Map<number, Uint8Array>()
  for (const [number, stands] of changes) {
    const bits = withChanges(chunks.get(chunkOf(number)), [[number, stands]])
    if (bits === null) chunks.delete(chunkOf(number))
    else chunks.set(chunkOf(number), bits)
  }
  return new NumberBits(new Map([...chunks].sort(([a], [b]) => a - b)))
}

test('whatever comes and goes, in order and page by page', () => {
  fc.assert(
    fc.property(fc.array(change), fc.integer({ min: 0, max: 4 * CHUNK }), fc.integer({ min: 1, max: 9 }), (changes, after, limit) => {
      const stand = new Set<number>()
      for (const [number, stands] of changes) {
        if (stands) stand.add(number)
        else stand.delete(number)
      }
      const numbers = [...stand].sort((a, b) => a - b)
      const bits = bitsOf(changes)
      expect([...bits.numbers()]).toEqual(numbers)
      expect(bits.after(after, limit)).toEqual(numbers.filter((number) => number > after).slice(0, limit))
      for (const [number] of changes) expect(bits.has(number)).toBe(stand.has(number))
    }),
    { seed: 11 },
  )
})

test('a chunk that holds nobody any more is none, and the one it was stays as it is', () => {
  const one = withChanges(undefined, [[CHUNK - 1, true], [3, true]])
  expect(withChanges(one ?? undefined, [[CHUNK - 1, false], [3, false]])).toBeNull()
  expect([...new NumberBits(new Map([[0, one!]])).numbers()]).toEqual([3, CHUNK - 1])
})
