// Names that compare without case: of tags and of segments.

/** A tag or a segment's name as compared: case and composition do not count. */
export function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** The same list comes with every keystroke, and may hold thousands of names. */
const folded = new WeakMap<readonly string[], ReadonlySet<string>>()

/** Whether `names` has the name, in whatever case. */
export function hasName(names: readonly string[], name: string): boolean {
  const known = folded.get(names) ?? new Set(names.map(fold))
  folded.set(names, known)
  return known.has(fold(name))
}
