// How memberships and seen tags stand in a customer's row: small JSON texts, read and written here only.
import type { Standing } from '#app/core/membership/changes.ts'

/** `[[segment id, since]]` */
export function readStandings(text: string): Standing[] {
  return (JSON.parse(text) as [number, number][]).map(([segment, since]) => ({ segment, since }))
}

export const writeStandings = (standings: readonly Standing[]): string =>
  JSON.stringify(standings.map(({ segment, since }) => [segment, since]))

/** `[segment id]` */
export const readUnknowns = (text: string): number[] => JSON.parse(text) as number[]
export const writeUnknowns = (segments: readonly number[]): string => JSON.stringify(segments)

/** `[[tag as spelt, version instant, 1 present | 0 removed]]` */
export function readTagTimes(text: string): { readonly tag: string; readonly at: number; readonly present: boolean }[] {
  return (JSON.parse(text) as [string, number, number][]).map(([tag, at, present]) => ({ tag, at, present: present === 1 }))
}

/** The tags that stand on the customer, as spelt in the store. */
export const readSeenTags = (text: string): string[] => readTagTimes(text).flatMap(({ tag, present }) => (present ? [tag] : []))
