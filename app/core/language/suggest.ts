// Did you mean: the nearest of some known words, or none when nothing is near.

/** Compares without case. Ties go to the earlier candidate. Null when more than about a third of the letters differ. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const lower = word.toLowerCase()
  let best: string | null = null
  let limit = Math.min(3, Math.max(1, Math.floor(word.length / 3))) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= limit) continue
    const distance = edits(lower, candidate.toLowerCase(), limit)
    if (distance >= limit) continue
    limit = distance
    best = candidate
    if (distance === 0) break
  }
  return best
}

/** The likeliest few of many, in their own order where nothing speaks for one: those that share a part of the name, then those that are spelt alike. */
export function likeliest(word: string, names: readonly string[], most: number): readonly string[] {
  const parts = new Set(word.toLowerCase().split('_'))
  const distance = (name: string): number => {
    if (name.split('_').some((part) => parts.has(part))) return -1
    const half = Math.ceil(Math.max(name.length, word.length) / 2)
    return edits(word.toLowerCase(), name, half) / half
  }
  return [...names].sort((a, b) => distance(a) - distance(b)).slice(0, most)
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`; `limit` when there are as many or more.
 * Only the band of the table that can stay below the limit is filled in.
 */
function edits(a: string, b: string, limit: number): number {
  const width = b.length + 1
  let [twoBack, oneBack, row] = [new Uint16Array(width), Uint16Array.from({ length: width }, (_, at) => at), new Uint16Array(width)]
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit)
    const to = Math.min(b.length, i + limit)
    row.fill(limit)
    if (from === 1) row[0] = i
    let best = limit
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let least = Math.min(row[j - 1]! + 1, oneBack[j]! + 1, oneBack[j - 1]! + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (swapped) least = Math.min(least, twoBack[j - 2]! + 1)
      row[j] = least
      best = Math.min(best, least)
    }
    if (best >= limit) return limit
    ;[twoBack, oneBack, row] = [oneBack, row, twoBack]
  }
  return oneBack[b.length]!
}
