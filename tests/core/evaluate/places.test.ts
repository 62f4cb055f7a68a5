// Addresses: every condition must hold of one and the same, and a distance is along the surface of the Earth.
import { describe, expect, test } from 'vitest'
import { metresBetween } from '#app/core/evaluate/places.ts'
import type { Place } from '#app/core/facts/facts.ts'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'

const place = (changes: Partial<Place>): Place => ({ country: null, region: null, city: null, zip: null, lat: null, lon: null, ...changes })
const berlin = place({ country: 'DE', region: 'DE-BE', city: 'DE-BE-Berlin', zip: '10115', lat: 52.53, lon: 13.38 })
const london = place({ country: 'GB', city: 'GB-London', zip: 'SW1A 2AA', lat: 51.5, lon: -0.13 })
const unknown = place({})

function answer(rule: string, ...places: readonly Place[]): string {
  const [said, until] = verdictOf(rule, { now: 0, customer: { places } })
  expect(until).toBe(Infinity)
  return said
}

describe('conditions on one address', () => {
  test.each<[string, readonly Place[], 'yes' | 'no']>([
    ['', [], 'no'],
    ['', [unknown], 'yes'],
    ["country = 'DE'", [london, berlin], 'yes'],
    ["country IN ('FR', 'DE')", [berlin], 'yes'],
    ["country != 'DE'", [berlin], 'no'],
    ["country != 'DE'", [berlin, london], 'yes'],
    ["country != 'DE'", [], 'no'],
    ["country != 'DE'", [unknown], 'yes'],
    ["country NOT IN ('DE', 'GB')", [berlin, london], 'no'],
    ["country = 'DE', postcode_prefix = 'SW1A'", [berlin, london], 'no'],
    ["country = 'GB', postcode_prefix = 'sw1a2'", [berlin, london], 'yes'],
    ["postcode_prefix = '101'", [berlin], 'yes'],
    ["postcode_prefix = '0115'", [berlin], 'no'],
    ["postcode_prefix IN ('20', '10')", [berlin], 'yes'],
    ["postcode_prefix != '10'", [unknown], 'yes'],
    ["postcode_prefix = '10'", [unknown], 'no'],
    ["region = 'DE-BE', city = 'DE-BE-Berlin'", [berlin], 'yes'],
    ["city = 'GB-London', region = 'DE-BE'", [berlin, london], 'no'],
    ["region != 'DE-BE', country = 'GB'", [london], 'yes'],
  ])('%s of %j is %s', (parameters, places, said) => {
    expect(answer(`customer_address MATCHES (${parameters})`, ...places)).toBe(said)
    expect(answer(`customer_address NOT MATCHES (${parameters})`, ...places)).toBe(said === 'yes' ? 'no' : 'yes')
  })
})

describe('distance', () => {
  const within = (tail: string, ...places: readonly Place[]): string => answer(`customer_within_distance MATCHES (coordinates = (0, 0), ${tail})`, ...places)
  // A degree of the equator of a sphere of 6,371.0088 km.
  const degree = 2 * Math.PI * 6371.0088 / 360
  const east = place({ lat: 0, lon: 1 })
  test.each<[string, 'yes' | 'no']>([
    [`distance_km = ${(degree + 0.001).toFixed(4)}`, 'yes'], [`distance_km = ${(degree - 0.001).toFixed(4)}`, 'no'],
    [`distance_km <= ${(degree + 0.001).toFixed(4)}`, 'yes'], [`distance_km > ${(degree - 0.001).toFixed(4)}`, 'yes'], [`distance_km > ${(degree + 0.001).toFixed(4)}`, 'no'],
    [`distance_km >= ${(degree - 0.001).toFixed(4)}`, 'yes'], [`distance_km < ${(degree - 0.001).toFixed(4)}`, 'no'],
    [`distance_mi = ${(degree / 1.609344 + 0.001).toFixed(4)}`, 'yes'], [`distance_mi = ${(degree / 1.609344 - 0.001).toFixed(4)}`, 'no'],
    ['distance_km BETWEEN 111 AND 112', 'yes'], ['distance_km BETWEEN 112 AND 113', 'no'],
  ])('one degree of longitude: %s is %s', (tail, said) => {
    expect(within(tail, east)).toBe(said)
  })
  test('the same place is at no distance, both ends included', () => {
    const here = place({ lat: 0, lon: 0 })
    expect(['distance_km = 0', 'distance_km >= 0', 'distance_km > 0', 'distance_km < 0'].map((tail) => within(tail, here))).toEqual(['yes', 'yes', 'no', 'no'])
  })
  test('an address without coordinates is within no distance, nor beyond any', () => {
    expect(['distance_km = 30000', 'distance_km > 0'].map((tail) => within(tail, unknown))).toEqual(['no', 'no'])
    expect(within('distance_km = 200', unknown, east)).toBe('yes')
    expect(answer('customer_within_distance NOT MATCHES (coordinates = (0, 0), distance_km = 30000)', unknown)).toBe('yes')
  })
  test('across the date line, over the pole, to the other side', () => {
    expect(metresBetween(0, 179.5, 0, -179.5)).toBeCloseTo(degree * 1000, 3)
    expect(metresBetween(89.5, 0, 89.5, 180)).toBeCloseTo(degree * 1000, 3)
    expect(metresBetween(10, 20, -10, -160)).toBeCloseTo(degree * 180_000, -1)
    // Nashville to Los Angeles, the usual worked example, is 2887.2599506071106 km on a sphere of 6372.8 km.
    expect(metresBetween(36.12, -86.67, 33.94, -118.4) / 6371.0088).toBeCloseTo(2887.2599506071106 / 6372.8 * 1000, 8)
  })
})

test('flags', () => {
  for (const [rule, column] of [['has_note', 'hasNote'], ['has_phone', 'hasPhone']] as const) {
    for (const value of [true, false]) {
      const asked = (tail: string): string => verdictOf(`${rule} ${tail}`, { now: 0, customer: { [column]: value } })[0]
      expect([asked('= true'), asked('= false'), asked('!= true')]).toEqual(value ? ['yes', 'no', 'no'] : ['no', 'yes', 'yes'])
    }
  }
})

test.each<[string, 'yes' | 'no' | 'unknown']>([
  ["postcode_prefix = '101'", 'yes'], ["postcode_prefix = '10115'", 'unknown'], ["postcode_prefix != '10115'", 'unknown'], ["postcode_prefix = '10215'", 'no'],
  ["postcode_prefix != '10215'", 'yes'], ["postcode_prefix IN ('10115', '10')", 'yes'], ["postcode_prefix = '10115', country = 'GB'", 'no'], ["postcode_prefix = '10115', country = 'DE'", 'unknown'],
])('where only districts are held, %s of 101… is %s', (parameters, said) => {
  const cut = (zip: string): Place => ({ ...berlin, zip })
  const asked = (...places: readonly Place[]): string => verdictOf(`customer_address MATCHES (${parameters})`, { now: 0, customer: { places }, terms: { postcodesCut: true } })[0]
  expect(asked(cut('101'))).toBe(said)
  expect(asked(cut('101'), cut('777'))).toBe(parameters.includes('!=') ? 'yes' : said)
})
