// Follows one row through time: from change to change of its tests, until the whole answer differs.
import { DAY_MS } from '#app/core/calendar/civil.ts'
import type { ProgramNode } from '#app/core/evaluate/program.ts'
import { answersFor } from '#app/core/evaluate/scan.ts'
import type { Walk } from '#app/core/evaluate/walk.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Four years with their leap day, and some days so that no change of the clocks matters. The shop's calendar ends before a leap day is left out and another comes. */
const ALL_CALENDARS = 1_470 * DAY_MS

/** The first instant from `from` on at which the row's answer is not `answer`; Infinity when there is none. `walk` is of size 1. */
export function changeAfter(walk: Walk, root: ProgramNode, row: number, answer: number, from: Instant): Instant {
  const here = answersFor(1)
  let recursSince: Instant | null = null
  for (let now = from; now < Infinity;) {
    walk.moveTo(row, row + 1, now)
    const timed = walk.visit(root, here)
    if (here.answer[0] !== answer) return now
    recursSince = walk.recurs ? recursSince ?? now : null
    if (recursSince !== null && now - recursSince > ALL_CALENDARS) return Infinity
    now = timed ? here.bound[0]! : Infinity
  }
  return Infinity
}
