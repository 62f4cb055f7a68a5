// Which names can be a tag at all.
import { foldTag } from '#app/core/vocabulary/names.ts'

/** Shopify refuses longer tags. */
export const LONGEST_TAG = 255

/** Why a name cannot be a tag, in a sentence for the merchant; null when it can. */
export function tagProblem(name: string): string | null {
  if (name.trim() === '') return 'Give the tag a name.'
  if (name.includes(',')) return 'A tag cannot contain a comma: Shopify would make two tags of it.'
  if (foldTag(name).length > LONGEST_TAG) return `A tag has at most ${LONGEST_TAG} characters.`
  return null
}
