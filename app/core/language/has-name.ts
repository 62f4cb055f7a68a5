// Whether a name stands in a list of names.
import { foldTag } from '#app/core/vocabulary/names.ts'

/** The same list comes with every keystroke, and may hold thousands of names. */
const folded = new WeakMap<readonly string[], ReadonlySet<string>>()

/** Whether `names` has the name, in whatever case. */
export function hasName(names: readonly string[], name: string): boolean {
  const known = folded.get(names) ?? new Set(names.map(foldTag))
  folded.set(names, known)
  return known.has(foldTag(name))
}
