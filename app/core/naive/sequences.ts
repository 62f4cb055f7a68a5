// One event after another, in time or not: every pair is looked at.
import type { SequenceStep, SequenceTest } from '#app/core/plan/plan.ts'
import type { NaiveEvents } from '#app/core/naive/events.ts'
import type { Answer } from '#app/core/naive/asked.ts'
import { inTime, tooLate } from '#app/core/naive/time.ts'

export function sequence({ first, then, negated, within }: SequenceTest, events: NaiveEvents): Answer {
  const { shop: { zone, historyFrom }, now } = events
  if (events.asksUnknownProducts(first.where) || events.asksUnknownProducts(then.where)) return 'unknown'
  if (events.neverOpens(first.where) || (!negated && events.neverOpens(then.where))) return 'no'
  const doubt = { first: doubtOf(first, events), then: doubtOf(then, events) }
  if (doubt.first === 'all' || doubt.then === 'all') return 'unknown'
  const thens = events.passing(then.of, then.where)
  /** Whether an event that nobody shows us may have followed. */
  const mayFollow = (at: number): boolean => doubt.then === 'some' && (then.of === 'refunds' || at < historyFrom!)
  const answers = events.passing(first.of, first.where).map(({ at }): Answer => {
    const followed = thens.some((other) => inTime(within, at, other.at, zone))
    if (negated) return followed || !tooLate(within, at, now, zone) ? 'no' : mayFollow(at) ? 'unknown' : 'yes'
    return followed ? 'yes' : mayFollow(at) ? 'unknown' : 'no'
  })
  if (answers.includes('yes')) return 'yes'
  return doubt.first === 'some' || answers.includes('unknown') ? 'unknown' : 'no'
}

function doubtOf({ of, where }: SequenceStep, events: NaiveEvents): 'none' | 'some' | 'all' {
  return events.doubt(of, where, false)
}
