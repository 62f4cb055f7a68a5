// Newer wins: how a change stands to what is known of the same group of fields.
import type { Instant } from '#app/core/facts/facts.ts'

/** `tie`: the same instant with different content, so that neither can be believed. */
export type Weight = 'older' | 'same' | 'newer' | 'tie'

/** `known` is 0 when nothing is known of the group; what comes first is then believed. `wins`: a tie goes to the change. */
export function weigh(known: Instant, at: Instant, same: boolean, wins: boolean): Weight {
  if (at < known) return 'older'
  if (at > known) return 'newer'
  if (same) return 'same'
  return wins || known === 0 ? 'newer' : 'tie'
}
