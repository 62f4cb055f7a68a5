// A set of customer numbers in few bytes: ascending, each difference to the one before as an unsigned LEB128 number.

/** `numbers` ascending and without repeats, each a positive safe integer. */
export function packNumbers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = []
  let before = 0
  for (const number of numbers) {
    if (number <= before) throw new RangeError(`${number} after ${before}: a set is packed in ascending order`)
    let rest = number - before
    before = number
    while (rest > 127) {
      bytes.push((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
  }
  return Uint8Array.from(bytes)
}
