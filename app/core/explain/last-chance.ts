// Until when a change is enough, if nothing else happens: a later order helps for as long as the older ones still count.
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import { lastHolding } from '#app/core/explain/boundary.ts'
import type { Inquiry, Subject } from '#app/core/explain/subject.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'

/** How far ahead is looked. */
const DAYS = 100

/**
 * `made`: the customer, had they made the change at an instant; enough at `now`. The first instant found at which it is not, looking at every
 * beginning of a day and every instant at which the answer would turn: an end within a day that is taken back before midnight may
 * be passed over. Null when there is none within a hundred days.
 */
export function lastChance(root: PlanNode, made: (at: Instant) => Subject, inquiry: Inquiry, now: Instant): Instant | null {
  const { zone } = inquiry.terms
  const enough = (at: Instant): boolean => inquiry.holds(root, made(at), at)
  const today = dayOf(zone, now)
  let good = now
  for (let day = 1; day <= DAYS; day++) {
    const midnight = dayStart(zone, today + day)
    if (midnight <= good) continue
    const { until } = inquiry.ask(root, made(good), good)
    for (const at of until < midnight ? [until, midnight] : [midnight]) {
      if (!enough(at)) return lastHolding(good, at, enough) + 1
      good = at
    }
  }
  return null
}
