// A rule's range of time as a window with the shop's calendar inside.
import { dayOfCivil } from '#app/core/calendar/civil.ts'
import { dayStart, instantOf } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import { OPEN_END, OPEN_START, dayEdge, fixedEdge, monthEdge, monthStartEdge, rollingEdge } from '#app/core/evaluate/edge.ts'
import type { Edge } from '#app/core/evaluate/edge.ts'
import type { Window } from '#app/core/evaluate/program.ts'
import type { DateEdge, DateRange } from '#app/core/plan/plan.ts'

export function compileWindow({ from, to }: DateRange, zone: Zone): Window {
  return { from: from ? compileEdge(from, zone) : OPEN_START, to: to ? compileEdge(to, zone) : OPEN_END }
}

/** The complement of a window that is open on one side; null when it has two ends. */
export function complement({ from, to }: Window): Window | null {
  if (from === OPEN_START) return { from: to, to: OPEN_END }
  if (to === OPEN_END) return { from: OPEN_START, to: from }
  return null
}

/** Whether both ends are of one kind and the wrong way round, today and for ever. */
export function opensNever({ from, to }: DateRange, zone: Zone): boolean {
  if (!from || !to) return false
  const a = from.moment
  const b = to.moment
  if (a.kind === 'duration' && b.kind === 'duration') return a.ms >= b.ms
  if (a.kind === 'month' && b.kind === 'month') return a.count + Number(from.at === 'end') >= b.count + Number(to.at === 'end')
  if (a.kind === 'offset' && b.kind === 'offset') {
    const days = { from: daysAway(from), to: daysAway(to) }
    if (days.from !== null && days.to !== null) return days.from >= days.to
    return a.unit === b.unit && (a.count > b.count || (a.count === b.count && (from.at === 'end' || to.at === 'start')))
  }
  const start = compileEdge(from, zone)
  const end = compileEdge(to, zone)
  return start.fixed && end.fixed && start.at(0) >= end.at(0)
}

/** Null where the months between have no fixed length. */
function daysAway({ moment, at }: DateEdge): number | null {
  if (moment.kind !== 'offset' || moment.unit === 'm' || moment.unit === 'y') return null
  return moment.count * (moment.unit === 'w' ? 7 : 1) + (at === 'end' ? 1 : 0)
}

export function compileEdge({ moment, at }: DateEdge, zone: Zone): Edge {
  const after = at === 'end' ? 1 : 0
  switch (moment.kind) {
    case 'day': return fixedEdge(dayStart(zone, dayOfCivil(moment.year, moment.month, moment.day) + after))
    case 'datetime': return fixedEdge(instantOf(zone, moment) + after * 1000)
    case 'duration': return rollingEdge(moment.ms)
    case 'month': return monthStartEdge(zone, moment.count + after)
    case 'offset':
      switch (moment.unit) {
        case 'd': return dayEdge(zone, moment.count + after)
        case 'w': return dayEdge(zone, moment.count * 7 + after)
        case 'm': return monthEdge(zone, moment.count, after)
        case 'y': return monthEdge(zone, moment.count * 12, after)
      }
  }
}
