// Which text goes with a part that is left out: it and one AND or OR beside it, so that all can be left out at once.
import type { Span } from '#app/core/language/problem.ts'

/** One place for each of `removed`, indexes into `places`; not all are removed. No two overlap. */
export function removalPlaces(places: readonly Span[], removed: readonly number[]): readonly Span[] {
  const first = places.findIndex((_, at) => !removed.includes(at))
  return removed.map((at) => {
    const place = places[at]!
    return at < first ? { start: place.start, end: places[at + 1]!.start } : { start: places[at - 1]!.end, end: place.end }
  })
}
