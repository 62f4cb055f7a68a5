// Tests of addresses: all conditions must hold of one and the same.
import { timeless } from '#app/core/evaluate/attributes.ts'
import type { MetreRange, PlaceTest } from '#app/core/evaluate/field-tests.ts'
import type { Scan } from '#app/core/evaluate/scan.ts'
import type { Places, TextValues } from '#app/core/facts/block.ts'
import { MISSING } from '#app/core/facts/dictionary.ts'

type Condition = (place: number) => boolean

export function placeScan(places: Places, where: readonly PlaceTest[]): Scan {
  const conditions = where.map((one) => conditionOf(places, one))
  const { starts } = places
  return timeless((from, to, answer) => {
    for (let row = from; row < to; row++) {
      let place = starts[row]!
      const end = starts[row + 1]!
      while (place < end && !conditions.every((holds) => holds(place))) place++
      answer[row - from] = +(place < end)
    }
  })
}

function conditionOf(places: Places, one: PlaceTest): Condition {
  switch (one.on) {
    case 'distance': return within(places, one)
    case 'postcode': return looked(places.texts.postcode, (text) => one.prefixes.some((prefix) => text.startsWith(prefix)), one.negated)
    default: return looked(places.texts[one.on], (text) => one.values.has(text), one.negated)
  }
}

/** Each distinct text is judged once; a missing one passes only what is negated. */
function looked({ codes, dictionary }: TextValues, passes: (text: string) => boolean, negated: boolean): Condition {
  const answers = Uint8Array.from(dictionary.texts, (text, code) => +((code !== MISSING && passes(text)) !== negated))
  return (place) => answers[codes[place]!] === 1
}

function within({ latitude, longitude }: Places, { metres, negated, ...centre }: Extract<PlaceTest, { on: 'distance' }>): Condition {
  return (place) => {
    const distance = metresBetween(centre.latitude, centre.longitude, latitude[place]!, longitude[place]!)
    return isWithin(distance, metres) !== negated
  }
}

/** False for a place whose coordinates are not known: its distance is NaN. */
function isWithin(distance: number, { min, max }: MetreRange): boolean {
  if (Number.isNaN(distance)) return false
  if (min !== null && !(min.inclusive ? distance >= min.metres : distance > min.metres)) return false
  return max === null || (max.inclusive ? distance <= max.metres : distance < max.metres)
}

/** Mean radius of the Earth (IUGG), in metres. */
const RADIUS = 6_371_008.8
const RADIANS = Math.PI / 180

/** Along the great circle, by the haversine formula. */
export function metresBetween(latitude: number, longitude: number, otherLatitude: number, otherLongitude: number): number {
  const across = Math.sin((otherLatitude - latitude) * RADIANS / 2)
  const along = Math.sin((otherLongitude - longitude) * RADIANS / 2)
  const square = across * across + Math.cos(latitude * RADIANS) * Math.cos(otherLatitude * RADIANS) * along * along
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(square)))
}
