// What can be said of a draft before it is sent: the rule by the core, name and tag by Shopify's own limits.
import { understand, type Problem, type UnderstandOptions } from '#app/core/segment.ts'
import type { Draft } from '#app/components/segments/segment-view.ts'

const nameLimit = 255
const tagLimit = 255

export interface Checked {
  readonly problems: readonly Problem[]
  /** The rule can be counted and saved. */
  readonly ruleStands: boolean
  /** The rule in plain English; null while it does not stand. */
  readonly sentence: string | null
  /** Empty where nothing is wrong. */
  readonly errors: { readonly name?: string; readonly tag?: string }
}

export function checkDraft(draft: Draft, shop: UnderstandOptions): Checked {
  const understood = understand(draft.rule, shop)
  return {
    problems: understood.problems,
    ruleStands: understood.ok,
    sentence: understood.sentence,
    errors: { ...nameError(draft.name), ...tagError(draft.tag) },
  }
}

function nameError(name: string): Checked['errors'] {
  if (name.trim() === '') return { name: 'Give the segment a name.' }
  if (name.trim().length > nameLimit) return { name: `Names have at most ${nameLimit} characters.` }
  return {}
}

function tagError(tag: string): Checked['errors'] {
  if (tag.trim() === '') return { tag: 'Choose the tag that its customers get.' }
  if (tag.includes(',')) return { tag: 'A tag cannot contain a comma: Shopify would make two tags of it.' }
  if (tag.trim().length > tagLimit) return { tag: `Tags have at most ${tagLimit} characters.` }
  return {}
}

/** `VIP customers!` → `vip-customers` */
export function suggestTag(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}
