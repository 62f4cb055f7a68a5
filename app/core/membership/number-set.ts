// A set of customer numbers in few bytes: ascending, each difference to the one before as an unsigned LEB128 number.

/** Of a safe integer, seven bits a byte. */
const MOST_BYTES = 8

/** `numbers` ascending and without repeats, each a positive safe integer. */
export function packNumbers(numbers: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(numbers.length * MOST_BYTES)
  let length = 0
  let before = 0
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!
    if (number <= before) throw new RangeError(`${number} after ${before}: a set is packed in ascending order`)
    let rest = number - before
    before = number
    while (rest > 127) {
      bytes[length++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    bytes[length++] = rest
  }
  return bytes.slice(0, length)
}

/** The inverse, for numbers below 2^32. */
export function unpackNumbers(bytes: Uint8Array): Uint32Array {
  let length = 0
  for (let at = 0; at < bytes.length; at++) length += +(bytes[at]! < 128)
  const numbers = new Uint32Array(length)
  let before = 0
  for (let at = 0, index = 0; index < length; index++) {
    let byte = bytes[at++]!
    let scale = 1
    while (byte > 127) {
      before += (byte - 128) * scale
      scale *= 128
      byte = bytes[at++]!
    }
    before += byte * scale
    numbers[index] = before
  }
  return numbers
}

/** What is in one of two ascending sets and not in the other, ascending. */
export const differenceOf = (one: Uint32Array, other: Uint32Array): Uint32Array => merged(one, other, false)

/** What is in either of two ascending sets, ascending and without repeats. */
export const unionOf = (one: Uint32Array, other: Uint32Array): Uint32Array => merged(one, other, true)

function merged(one: Uint32Array, other: Uint32Array, withCommon: boolean): Uint32Array {
  const kept = new Uint32Array(one.length + other.length)
  let i = 0
  let j = 0
  let length = 0
  while (i < one.length && j < other.length) {
    const a = one[i]!
    const b = other[j]!
    if (a !== b || withCommon) kept[length++] = a < b ? a : b
    if (a <= b) i++
    if (b <= a) j++
  }
  const rest = i < one.length ? one.subarray(i) : other.subarray(j)
  kept.set(rest, length)
  return kept.slice(0, length + rest.length)
}
