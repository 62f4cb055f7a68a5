// How well a name fits what is half written: its beginning, the beginning of a later word, any part, letters in order.

/** The letters in order, with others between them. */
export const SCATTERED = 5
/** Smaller is better; this does not fit. */
export const MISSES = 6

/** Most values that are ever looked at closely. */
const MOST = 100

/** What is begun, without the quote that opens it, in lower case. */
export function wantedOf(written: string): string {
  return written.replace(/^['"‘’“”`´]/, '').toLowerCase()
}

/** Both in lower case. */
export function closeness(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0
  const at = name.indexOf(wanted)
  if (at > 0) return /[^\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 2 : 3
  return wanted.length > 2 && holdsInOrder(name, wanted) ? SCATTERED : MISSES
}

/** Indexes of values that fit, not too many; those that begin so are all found before any other. */
export function fitting(values: readonly string[], written: string): readonly number[] {
  const wanted = wantedOf(written)
  const names = loweredOf(values)
  const groups: number[][] = Array.from({ length: MISSES }, () => [])
  for (let at = 0; at < names.length && groups[0]!.length < MOST; at++) {
    const fit = closeness(names[at]!, wanted)
    if (fit < MISSES && groups[fit]!.length < MOST) groups[fit]!.push(at)
  }
  return groups.flat().slice(0, MOST)
}

/** The same list comes with every keystroke, and may hold thousands of values. */
const lowered = new WeakMap<readonly string[], readonly string[]>()

function loweredOf(values: readonly string[]): readonly string[] {
  const known = lowered.get(values) ?? values.map((value) => value.toLowerCase())
  lowered.set(values, known)
  return known
}

function holdsInOrder(name: string, wanted: string): boolean {
  let at = -1
  for (const letter of wanted) {
    at = name.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return true
}
