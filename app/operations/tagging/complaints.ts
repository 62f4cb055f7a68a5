// What Shopify says against a tag write, told to the merchant with the remedy.
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { ReadBack, Write } from '#app/operations/tagging/write-document.ts'

export const isGone = (complaint: string): boolean => /does not exist/i.test(complaint)

/** Null when all that was asked is done. */
export function inMerchantsWords(complaints: readonly string[], write: Write, seen: ReadBack | null): string | null {
  const [complaint] = complaints
  if (complaint !== undefined) {
    if (/more than 250/i.test(complaint)) {
      return 'This customer has 250 tags, the most Shopify allows. Remove some tags in the store; Strata adds its own at the next change.'
    }
    return `Shopify refused the tags of this customer: ${complaint}`
  }
  const stands = new Set((seen?.tags ?? []).map(foldTag))
  const missing = write.add.filter((tag) => !stands.has(foldTag(tag)))
  const stuck = write.remove.filter((tag) => stands.has(foldTag(tag)))
  if (missing.length > 0) return `Shopify accepted the tag “${missing[0]}” but does not show it on this customer.`
  if (stuck.length > 0) return `Shopify accepted the removal of “${stuck[0]}” but still shows it on this customer.`
  return null
}
