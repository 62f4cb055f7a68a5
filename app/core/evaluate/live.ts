// Whether an event counts as of an instant.
import { COUNTS, cancelledAt } from '#app/core/facts/block.ts'
import type { Events } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** It has happened, and is not cancelled (or completed, for a checkout) yet. */
export function isLive(events: Events, event: number, now: Instant): boolean {
  return (events.state[event]! & COUNTS) !== 0 && events.at[event]! <= now && cancelledAt(events, event) > now
}
