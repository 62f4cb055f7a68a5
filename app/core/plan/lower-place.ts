// A question about addresses as a plan: a centre and a distance become one condition in metres, the others one each.
import type { Condition, Given, Limit, Test, Value } from '#app/core/language/meaning.ts'
import type { PlaceReading } from '#app/core/vocabulary/types.ts'
import { normalPostcode } from '#app/core/facts/postcode.ts'
import { timesDecimal } from './decimal-product.ts'
import type { NumberBound, NumberRange, PlaceCondition, PlanNode } from './plan.ts'

/** Source: the international mile of 1959. */
const METRES = { kilometres: '1000', miles: '1609.344' } as const

/** The order in which parameters are written does not matter. */
export function lowerPlace({ of, parameters }: Extract<Condition, { kind: 'function' }>): PlanNode {
  const given = of.parameters.flatMap((parameter) => parameters.filter((one) => one.parameter === parameter))
  const where = given.flatMap((one): readonly PlaceCondition[] => {
    const place = placeOf(one)
    switch (place) {
      case 'country':
      case 'region':
      case 'city':
        return [{ on: place, values: setOf(one.test), negated: one.negated }]
      case 'postcode':
        return [{ on: place, prefixes: [...new Set(setOf(one.test).map(normalPostcode))].sort(), negated: one.negated }]
      case 'kilometres':
      case 'miles':
        return [distance(one, METRES[place], given)]
      case 'centre':
        return []
    }
  })
  return { kind: 'place', where }
}

function placeOf({ parameter }: Given): PlaceReading['place'] {
  const { name, reads } = parameter
  if (reads === null || !('place' in reads)) throw new Error(`${name} asks nothing of an address`)
  return reads.place
}

/** `= 10` is within 10, as Shopify's own `distance_km = 10` is. */
function distance({ test, negated }: Given, unit: string, given: readonly Given[]): PlaceCondition {
  const centre = given.find((one) => placeOf(one) === 'centre')
  const [point] = centre?.test.kind === 'is' ? centre.test.values : []
  if (!centre || point?.kind !== 'point') throw new Error('a distance is from a place')
  const { latitude, longitude } = point
  return { on: 'distance', latitude, longitude, metres: metresOf(test, unit), negated: negated !== centre.negated }
}

function metresOf(test: Test, unit: string): NumberRange {
  if (test.kind === 'is' && test.values.length === 1) return { min: null, max: bound({ value: test.values[0]!, inclusive: true }, unit) }
  if (test.kind === 'range') return { min: bound(test.from, unit), max: bound(test.to, unit) }
  throw new Error(`'${test.kind}' is no distance`)
}

function bound(limit: Limit | null, unit: string): NumberBound | null {
  if (!limit) return null
  if (limit.value.kind !== 'number') throw new Error('a distance is a number')
  return { value: timesDecimal(limit.value.number, unit), inclusive: limit.inclusive }
}

/** Each text once, in one order: a list of values is a set. */
function setOf(test: Test): readonly string[] {
  const values: readonly Value[] = test.kind === 'is' ? test.values : []
  return [...new Set(values.map((value) => (value.kind === 'text' ? value.text : '')))].sort()
}
