// Places as other tools write them, `lat = 40.7, lng = -74` and `distance = 5, unit = 'km'`: each pair said in the one parameter that was meant.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import type { Span } from './problem.ts'
import type { Argument, Call } from './syntax.ts'

export interface Retold {
  readonly place: Span
  readonly replacement: string
}

const LATITUDE = /^lat(?:itude)?$/i
const LONGITUDE = /^(?:lng|lon|long|longitude)$/i
const DISTANCE = /^(?:distance|radius)$/i
const UNIT = /^units?$/i

/** By argument: its pair retold, or null where it is the second of a pair. */
export function foreignPlaces({ arguments: given }: Call, of: EventFunction): ReadonlyMap<Argument, Retold | null> {
  const found = new Map<Argument, Retold | null>()
  if (!of.parameters.some(({ type }) => type.kind === 'coordinates')) return found
  given.forEach((argument, at) => {
    const next = given[at + 1]
    const replacement = next && !found.has(argument) ? retell(argument, next) : null
    if (next && replacement !== null) found.set(argument, { place: { start: argument.start, end: next.end }, replacement }).set(next, null)
  })
  return found
}

function retell(a: Argument, b: Argument): string | null {
  const [first, second] = [valueOf(a), valueOf(b)]
  if (first === null || second === null) return null
  const is = (one: RegExp, other: RegExp): boolean => one.test(a.name?.text ?? '') && other.test(b.name?.text ?? '')
  const sign = a.test.kind === 'compare' && a.test.operator === ':' ? ': ' : ' = '
  if (is(LATITUDE, LONGITUDE)) return `coordinates${sign}(${first}, ${second})`
  if (is(LONGITUDE, LATITUDE)) return `coordinates${sign}(${second}, ${first})`
  const [distance, unit] = is(DISTANCE, UNIT) ? [first, second] : is(UNIT, DISTANCE) ? [second, first] : []
  return distance === undefined || unit === undefined ? null : `distance_${/^mi/i.test(unit) ? 'mi' : 'km'}${sign}${distance}`
}

function valueOf({ test }: Argument): string | null {
  return test.kind === 'compare' && test.value.kind !== 'list' ? test.value.text : null
}
