// When two tags are the same tag, and which names can be a tag at all.

/** Shopify refuses longer tags. */
export const LONGEST_TAG = 255

/** The identity of a tag: NFC, outer blanks gone, inner blanks single, lower case in no locale. Idempotent. */
export function foldTag(tag: string): string {
  return foldCase(tag.normalize('NFC').trim().replace(/\s+/gu, ' '))
}

/** A tag as a rule names it: case and composition do not count, blanks do. */
export function foldCase(tag: string): string {
  return tag.normalize('NFC').toLowerCase().normalize('NFC')
}

/** Why a name cannot be a tag, in a sentence for the merchant; null when it can. */
export function tagProblem(name: string): string | null {
  if (name.trim() === '') return 'Give the tag a name.'
  if (name.includes(',')) return 'A tag cannot contain a comma: Shopify would make two tags of it.'
  if (foldTag(name).length > LONGEST_TAG) return `A tag has at most ${LONGEST_TAG} characters.`
  return null
}
