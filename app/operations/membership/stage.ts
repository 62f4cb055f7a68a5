// The one lease under which memberships of a shop are written, by events, by time and by backfills alike.
export const membershipStage = 'membership'

/** A ring holds a worker's place, and the lease, no longer than this (wall clock, milliseconds): other shops wait for it. */
export const longestTurn = 10_000
