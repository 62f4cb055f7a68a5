// Random customers of a few properties, and what a plan says of one: read off the plan as plainly as can be, on a clock without zones.
import fc from 'fast-check'
import { addMonths, dayOfCivil } from '#app/core/calendar/civil.ts'
import type { DateEdge, DateRange, EventCondition, Having, Moment, NumberRange, PlanNode } from '#app/core/plan/plan.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export interface Person {
  readonly numberOfOrders: number
  readonly amountSpent: number
  readonly rfmGroup: string | null
  readonly tags: readonly string[]
  readonly lastOrder: number | null
  readonly orders: readonly { readonly at: number; readonly amount: number }[]
}

/** Some instant with people around it; their past reaches back two years. */
export const scene = fc.integer({ min: 19_000 * 24, max: 21_000 * 24 }).chain((hours) => {
  const now = hours * HOUR + 1
  const past = fc.oneof(fc.integer({ min: 0, max: 48 }).map((ago) => now - ago * HOUR), fc.integer({ min: 0, max: 800 }).map((days) => now - days * DAY))
  const person: fc.Arbitrary<Person> = fc.record({
    numberOfOrders: fc.integer({ min: 0, max: 7 }),
    amountSpent: fc.integer({ min: 0, max: 30 }).map((quarters) => quarters / 4),
    rfmGroup: fc.constantFrom(null, 'LOYAL', 'NEW', 'DORMANT', 'ACTIVE'),
    tags: fc.subarray(['a', 'b', 'c', 'd']),
    lastOrder: fc.option(past),
    orders: fc.array(fc.record({ at: past, amount: fc.integer({ min: 0, max: 40 }) }), { maxLength: 4 }),
  })
  return fc.record({ now: fc.constant(now), people: fc.array(person, { minLength: 30, maxLength: 30 }) })
})

export function holds(node: PlanNode, person: Person, now: number): boolean {
  switch (node.kind) {
    case 'all':
      return node.of.every((one) => holds(one, person, now))
    case 'any':
      return node.of.some((one) => holds(one, person, now))
    case 'not':
      return !holds(node.of, person, now)
    case 'constant':
      return node.value
    case 'number':
      return inRange(person[node.column], node.range)
    case 'text':
      return person.rfmGroup === node.value
    case 'contains':
      return person.tags.includes(node.value)
    case 'date':
      return inWindow(person.lastOrder, node.range, now)
    case 'present':
      return node.column === 'tags' ? person.tags.length > 0 : node.column === 'rfmGroup' ? person.rfmGroup !== null : person.lastOrder !== null
    case 'events': {
      const left = person.orders.filter((order) => node.where.every((one) => meets(order, one, now)))
      return node.having.length === 0 ? left.length > 0 : node.having.every((one) => hasLeft(left, one))
    }
    default:
      throw new Error(`no customer here has '${node.kind}'`)
  }
}

function meets(order: Person['orders'][number], condition: EventCondition, now: number): boolean {
  if (condition.on === 'date') return inWindow(order.at, condition.range, now) !== condition.negated
  if (condition.on === 'month') return condition.ranges.some((range) => inRange(new Date(order.at).getUTCMonth() + 1, range)) !== condition.negated
  if (condition.on === 'amount') return condition.ranges.some((range) => inRange(order.amount, range)) !== condition.negated
  throw new Error(`no order here has '${condition.on}'`)
}

function hasLeft(left: Person['orders'], { of, range, negated }: Having): boolean {
  const total = of === 'count' ? left.length : left.reduce((sum, { amount }) => sum + amount, 0)
  return inRange(total, range) !== negated
}

function inRange(value: number, { min, max }: NumberRange): boolean {
  return (!min || (min.inclusive ? value >= Number(min.value) : value > Number(min.value))) && (!max || (max.inclusive ? value <= Number(max.value) : value < Number(max.value)))
}

function inWindow(value: number | null, { from, to }: DateRange, now: number): boolean {
  return value !== null && (!from || value >= instantOf(from, now)) && (!to || value < instantOf(to, now))
}

function instantOf({ moment, at }: DateEdge, now: number): number {
  if (moment.kind === 'duration') return now + moment.ms
  if (moment.kind === 'month') {
    const today = new Date(now)
    return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + moment.count + (at === 'end' ? 1 : 0), 1)
  }
  if (moment.kind !== 'datetime') return (dayOf(moment, Math.floor(now / DAY)) + (at === 'end' ? 1 : 0)) * DAY
  return dayOfCivil(moment.year, moment.month, moment.day) * DAY + moment.hour * HOUR + moment.minute * 60_000 + moment.second * 1000 + (at === 'end' ? 1000 : 0)
}

function dayOf(moment: Exclude<Moment, { kind: 'datetime' | 'duration' }>, today: number): number {
  if (moment.kind === 'day') return dayOfCivil(moment.year, moment.month, moment.day)
  const { count, unit } = moment
  return unit === 'd' || unit === 'w' ? today + count * (unit === 'd' ? 1 : 7) : addMonths(today, count * (unit === 'm' ? 1 : 12))
}
