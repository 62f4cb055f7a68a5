// Where a question over whole numbers turns, by halving.

/** The last number from `low` on, below `beyond`, before the question turns: it holds of `low`, and not of `beyond`. */
export function lastHolding(low: number, beyond: number, holds: (at: number) => boolean): number {
  let held = low
  let missed = beyond
  while (missed - held > 1) {
    const middle = Math.floor((held + missed) / 2)
    if (holds(middle)) held = middle
    else missed = middle
  }
  return held
}
