// Tests of flags, metafields, addresses and metrics made ready for one shop.
import type { Zone } from '#app/core/calendar/zone.ts'
import type { FieldTest, MetafieldCheck, MetreRange, PlaceTest } from '#app/core/evaluate/field-tests.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { decimalsOf } from '#app/core/money.ts'
import { compileFraction, isEmpty } from '#app/core/plan/compile-fraction.ts'
import { compileRange } from '#app/core/plan/compile-range.ts'
import { compileWindow, opensNever } from '#app/core/plan/compile-window.ts'
import type { DateEdge, Metric, MetafieldTest, NumberBound, NumberRange, PlaceCondition, PlanTest } from '#app/core/plan/plan.ts'

interface Terms {
  readonly zone: Zone
  readonly currency: string
  readonly historyFrom: Instant | null
  readonly metafieldsKnown: ReadonlySet<string> | null
  readonly postcodesCut?: boolean
}

export type FieldPlan = Extract<PlanTest, { kind: 'flag' | 'metafield' | 'anniversary' | 'age' | 'place' | 'metric' }>

/** A boolean when no fact matters; null when the facts are not at hand. */
export function compileField(test: FieldPlan, shop: Terms): FieldTest | boolean | null {
  const { zone } = shop
  switch (test.kind) {
    case 'flag': return test
    case 'place': return { kind: 'place', where: test.where.map((one) => compilePlace(one, shop.postcodesCut === true)) }
    case 'metric': {
      if (test.range === null) return { ...test, range: null, zone, historyFrom: shop.historyFrom }
      if (isEmpty(test.range)) return false
      const range = compileFraction(test.range, money.has(test.metric) ? decimalsOf(shop.currency) : 0)
      return { ...test, range, zone, historyFrom: shop.historyFrom }
    }
    default: return shop.metafieldsKnown?.has(test.path) === false ? null : compileMetafield(test, zone)
  }
}

function compileMetafield(test: Extract<FieldPlan, { kind: 'metafield' | 'anniversary' | 'age' }>, zone: Zone): FieldTest | boolean {
  const { path } = test
  switch (test.kind) {
    case 'age': return { kind: 'age', path, zone, ...compileRange(test.range, 0) }
    case 'anniversary': {
      const { from, to } = test.range
      if (!from || !to) return { kind: 'metafield', path, is: { as: 'date' } }
      const yearly = isAbsolute(from) || isAbsolute(to)
      if (!yearly && opensNever(test.range, zone)) return false
      return { kind: 'anniversary', path, zone, window: compileWindow(test.range, zone), yearly, recurs: (isAbsolute(from) && isAbsolute(to)) || (movesByDay(from) && movesByDay(to)) }
    }
    case 'metafield':
      if (test.is.as !== 'date') return { kind: 'metafield', path, is: compileCheck(test.is) }
      return opensNever(test.is.range, zone) ? false : { kind: 'metafieldDate', path, zone, window: compileWindow(test.is.range, zone) }
  }
}

function compileCheck(is: Exclude<MetafieldTest, { as: 'date' }>): MetafieldCheck {
  if (is.as === 'text') return { as: 'text', values: new Set(is.values) }
  return is.as === 'number' ? { as: 'number', range: compileFraction(is.range, 0) } : is
}

function isAbsolute({ moment }: DateEdge): boolean {
  return moment.kind === 'day' || moment.kind === 'datetime'
}

function movesByDay({ moment }: DateEdge): boolean {
  return moment.kind === 'offset'
}

function compilePlace(one: PlaceCondition, postcodesCut: boolean): PlaceTest {
  switch (one.on) {
    case 'distance': return { ...one, latitude: Number(one.latitude), longitude: Number(one.longitude), metres: compileMetres(one.metres) }
    case 'postcode': return { ...one, cut: postcodesCut }
    default: return { on: one.on, values: new Set(one.values), negated: one.negated }
  }
}

function compileMetres({ min, max }: NumberRange): MetreRange {
  const metres = (bound: NumberBound | null): MetreRange['min'] => bound && { metres: Number(bound.value), inclusive: bound.inclusive }
  return { min: metres(min), max: metres(max) }
}

const money: ReadonlySet<Metric> = new Set(['grossSpent', 'netSpent', 'refundedAmount', 'averageOrderValue'] as const)
