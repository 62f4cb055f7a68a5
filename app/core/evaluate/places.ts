// Tests of addresses: all conditions must hold of one and the same.
import type { Fill } from '#app/core/evaluate/attributes.ts'
import type { MetreRange, PlaceTest } from '#app/core/evaluate/field-tests.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import type { Places, TextValues } from '#app/core/facts/block.ts'
import { MISSING } from '#app/core/facts/dictionary.ts'

type Condition = (place: number) => Membership

export function placeIs(places: Places, where: readonly PlaceTest[]): Fill {
  const conditions = where.map((one) => conditionOf(places, one))
  const { starts } = places
  return (from, to, answer) => {
    for (let row = from; row < to; row++) {
      let found: Membership = NO
      for (let place = starts[row]!; place < starts[row + 1]! && found !== YES; place++) {
        const one = meetsAll(conditions, place)
        if (one !== NO) found = one
      }
      answer[row - from] = found
    }
  }
}

function meetsAll(conditions: readonly Condition[], place: number): Membership {
  let answer: Membership = YES
  for (const holds of conditions) {
    const one = holds(place)
    if (one === NO) return NO
    if (one === UNKNOWN) answer = UNKNOWN
  }
  return answer
}

function conditionOf(places: Places, one: PlaceTest): Condition {
  switch (one.on) {
    case 'distance': return within(places, one)
    case 'postcode': return looked(places.texts.postcode, (text) => startsWith(text, one), one.negated)
    default: return looked(places.texts[one.on], (text) => (one.values.has(text) ? YES : NO), one.negated)
  }
}

/** A longer beginning than what is held may be there or not. */
function startsWith(text: string, { prefixes, cut }: Extract<PlaceTest, { on: 'postcode' }>): Membership {
  if (prefixes.some((prefix) => text.startsWith(prefix))) return YES
  return cut && prefixes.some((prefix) => prefix.startsWith(text)) ? UNKNOWN : NO
}

/** Each distinct text is judged once; a missing one passes only what is negated. */
function looked({ codes, dictionary }: TextValues, judge: (text: string) => Membership, negated: boolean): Condition {
  const answers = Array.from(dictionary.texts, (text, code): Membership => {
    const passes = code === MISSING ? NO : judge(text)
    return negated && passes !== UNKNOWN ? opposite(passes) : passes
  })
  return (place) => answers[codes[place]!]!
}

const opposite = (answer: typeof NO | typeof YES): Membership => (answer === YES ? NO : YES)

function within({ latitude, longitude }: Places, { metres, negated, ...centre }: Extract<PlaceTest, { on: 'distance' }>): Condition {
  return (place) => {
    const distance = metresBetween(centre.latitude, centre.longitude, latitude[place]!, longitude[place]!)
    return isWithin(distance, metres) !== negated ? YES : NO
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
