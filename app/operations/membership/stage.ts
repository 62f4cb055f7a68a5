// The one lease under which memberships of a shop are written, by events, by time and by backfills alike.
export const membershipStage = 'membership'

/** A walk over everyone holds a worker's place, and the lease, no longer than this (wall clock, milliseconds): other shops wait for it. */
export const longestTurn = 10_000

/** So long those who are stale or due hold it: one who is waits for one turn of every busy shop at most. */
export const shortTurn = 250

/**
 * Commits of verdicts do not wait for the disk: whoever a power cut makes stale or due again is found and answered again, with the same instants
 * of flips. Nothing leaves for the store before settling has committed its intent, and that commit brings these to the disk with it.
 */
export const derived = { forgettable: true }
