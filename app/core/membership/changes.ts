// What a new verdict changes in the memberships of one customer: who entered, who left, exactly when, and why. Unknown is
// never "left", and a paused segment stays as it stands.
import type { Instant } from '#app/core/facts/facts.ts'

/** A membership that stands, and since when. */
export interface Standing {
  readonly segment: number
  readonly since: Instant
}

/** Memberships of one customer as stored; both ascending by segment. */
export interface Memberships {
  readonly members: readonly Standing[]
  readonly unknowns: readonly number[]
}

/** Answer of the engine for one customer; `flips` are those that the passing of time brought, oldest first. */
export interface Answered {
  readonly members: readonly number[]
  readonly unknowns: readonly number[]
  readonly flips: readonly { readonly segment: number; readonly at: Instant; readonly entered: boolean }[]
}

export type Reason = 'event' | 'time' | 'rule' | 'state' | 'correction' | 'cut points'

export interface MembershipChange {
  readonly segment: number
  readonly kind: 'entered' | 'left'
  /** The instant of the flip itself where time brought it, otherwise the instant of the verdict. */
  readonly at: Instant
  readonly reason: Reason
}

export interface ChangeQuestion {
  readonly standing: Memberships
  readonly answered: Answered
  /** Segments that were asked, and those whose membership is frozen; a segment in neither has no members any more. */
  readonly on: ReadonlySet<number>
  readonly paused: ReadonlySet<number>
  readonly now: Instant
  /** Why a difference that time did not bring is there. */
  readonly reasonFor: (segment: number) => Reason
}

export interface ChangeAnswer extends Memberships {
  /** Oldest first. */
  readonly changes: readonly MembershipChange[]
}

export function changesOf(question: ChangeQuestion): ChangeAnswer {
  const { standing, answered, on, paused, now, reasonFor } = question
  const since = new Map(standing.members.map((member) => [member.segment, member.since]))
  const changes: MembershipChange[] = []
  const enter = (segment: number, at: Instant, reason: Reason): void => {
    if (since.has(segment)) return
    since.set(segment, at)
    changes.push({ segment, kind: 'entered', at, reason })
  }
  const leave = (segment: number, at: Instant, reason: Reason): void => {
    if (since.delete(segment)) changes.push({ segment, kind: 'left', at, reason })
  }

  for (const flip of answered.flips) {
    // With another cause at work, the flips of the new rule before now never stood.
    if (!on.has(flip.segment) || reasonFor(flip.segment) !== 'event') continue
    if (flip.entered) enter(flip.segment, flip.at, 'time')
    else leave(flip.segment, flip.at, 'time')
  }
  const members = new Set(answered.members)
  const unknowns = new Set(answered.unknowns)
  for (const segment of [...since.keys()]) {
    const stands = paused.has(segment) || (on.has(segment) && (members.has(segment) || unknowns.has(segment)))
    if (!stands) leave(segment, now, reasonFor(segment))
  }
  for (const segment of answered.members) enter(segment, now, reasonFor(segment))

  const kept = standing.unknowns.filter((segment) => paused.has(segment))
  return {
    members: [...since].map(([segment, at]) => ({ segment, since: at })).sort((a, b) => a.segment - b.segment),
    unknowns: [...kept, ...answered.unknowns].sort((a, b) => a - b),
    changes,
  }
}
