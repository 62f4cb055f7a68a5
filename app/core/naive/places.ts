// Whether one address of a customer meets all conditions; a postcode of which only the beginning is held may go on as asked.
import { every, said, some } from '#app/core/naive/asked.ts'
import type { Answer } from '#app/core/naive/asked.ts'
import type { Place } from '#app/core/facts/facts.ts'
import type { PlaceCondition } from '#app/core/plan/plan.ts'

export function place(where: readonly PlaceCondition[], places: readonly Place[], cut: boolean): Answer {
  return some(places.map((one) => every(where.map((condition) => holds(condition, one, cut)))))
}

function holds(one: PlaceCondition, address: Place, cut: boolean): Answer {
  const positive = meets(one, address, cut)
  return positive === 'unknown' ? positive : said((positive === 'yes') !== one.negated)
}

function meets(one: PlaceCondition, address: Place, cut: boolean): Answer {
  switch (one.on) {
    case 'postcode': {
      if (address.zip === null) return 'no'
      const held = address.zip.replace(/\s+/g, '').toUpperCase()
      if (one.prefixes.some((prefix) => held.startsWith(prefix))) return 'yes'
      return cut && one.prefixes.some((prefix) => prefix.startsWith(held)) ? 'unknown' : 'no'
    }
    case 'distance': {
      if (address.lat === null || address.lon === null) return 'no'
      const metres = metresBetween(onSphere(Number(one.latitude), Number(one.longitude)), onSphere(address.lat, address.lon))
      const { min, max } = one.metres
      if (min && !(min.inclusive ? metres >= Number(min.value) : metres > Number(min.value))) return 'no'
      return said(!max || (max.inclusive ? metres <= Number(max.value) : metres < Number(max.value)))
    }
    default: return said(address[one.on] !== null && one.values.includes(address[one.on]!))
  }
}

/** Along the great circle, from the chord. */
function metresBetween(a: readonly number[], b: readonly number[]): number {
  return 6_371_008.8 * 2 * Math.asin(Math.min(1, Math.hypot(...a.map((value, axis) => value - b[axis]!)) / 2))
}

function onSphere(latitude: number, longitude: number): [number, number, number] {
  const [phi, lambda] = [latitude * Math.PI / 180, longitude * Math.PI / 180]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}
