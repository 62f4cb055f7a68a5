// How memberships and seen tags stand in a customer's row: small JSON texts, read and written here only.
import type { Standing } from '#app/core/membership/changes.ts'

// Most rows hold nothing of a kind, and there are millions of them.
const none: readonly never[] = []

/** `[[segment id, since]]` */
export function readStandings(text: string): readonly Standing[] {
  if (text === '[]') return none
  return (JSON.parse(text) as [number, number][]).map(([segment, since]) => ({ segment, since }))
}

export function writeStandings(standings: readonly Standing[]): string {
  let text = ''
  for (const { segment, since } of standings) text += `${text === '' ? '' : ','}[${segment},${since}]`
  return `[${text}]`
}

/** `[segment id]` */
export const readUnknowns = (text: string): readonly number[] => (text === '[]' ? none : (JSON.parse(text) as number[]))
export const writeUnknowns = (segments: readonly number[]): string => JSON.stringify(segments)

/** `[[tag as spelt, version instant, 1 present | 0 removed]]` */
export function readTagTimes(text: string): { readonly tag: string; readonly at: number; readonly present: boolean }[] {
  return (JSON.parse(text) as [string, number, number][]).map(([tag, at, present]) => ({ tag, at, present: present === 1 }))
}

/** The tags that stand on the customer, as spelt in the store. */
export const readSeenTags = (text: string): readonly string[] => (text === '[]' ? none : readTagTimes(text).flatMap(({ tag, present }) => (present ? [tag] : [])))
