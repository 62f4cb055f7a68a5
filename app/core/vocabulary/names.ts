// When two names are the same name: of tags, of discount codes and of segments.

/** The identity of a tag: NFC, outer blanks gone, inner blanks single, lower case in no locale. Idempotent. */
export function foldTag(tag: string): string {
  return foldCase(tag.normalize('NFC').trim().replace(/\s+/gu, ' '))
}

/** A tag as a rule names it: case and composition do not count, blanks do. */
export function foldCase(tag: string): string {
  return tag.normalize('NFC').toLowerCase().normalize('NFC')
}
