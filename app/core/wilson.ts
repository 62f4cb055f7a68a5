// How sure a share found in a sample is.

/** Of the standard normal distribution: 95 % lie within as many standard deviations. */
const WITHIN_95 = 1.959964

export interface Interval {
  readonly from: number
  readonly to: number
}

/**
 * Shares from 0 to 1 that `found` of `asked` may stand for, at 95 % confidence: the score interval of E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", J. Amer. Stat. Assoc. 22 (1927) 209–212. It holds for shares near 0 and 1 too. `asked` is above 0.
 */
export function shareWithin(found: number, asked: number): Interval {
  const square = WITHIN_95 ** 2
  const share = found / asked
  const middle = (share + square / (2 * asked)) / (1 + square / asked)
  const half = (WITHIN_95 / (1 + square / asked)) * Math.sqrt((share * (1 - share)) / asked + square / (4 * asked ** 2))
  return { from: found === 0 ? 0 : middle - half, to: found === asked ? 1 : middle + half }
}
