// What the parameters of one function need of one another: a centre with one distance, and nothing of ours beside what only Shopify can answer.
import type { EventFunction, Parameter } from '#app/core/vocabulary/functions.ts'
import type { PlaceReading } from '#app/core/vocabulary/types.ts'
import type { Resolved } from './legacy.ts'
import type { CheckContext, Given } from './meaning.ts'
import { whyNotNative } from './print-native-clause.ts'
import { say } from './problem.ts'
import type { Span } from './problem.ts'

/** Whether they go together; if not, that has been reported. `given` and `resolved` stand side by side. */
export function checkTogether(given: readonly Given[], resolved: readonly Resolved[], place: Span, of: EventFunction, context: CheckContext): boolean {
  if (of.events === 'places') return checkPlace(given, resolved, place, of, context)
  const delegated = of.events === 'delegated' ? of : given.find(({ parameter }) => parameter.reads === null)?.parameter
  return !delegated || checkDelegated(given, resolved, delegated.name, of, context)
}

function checkPlace(given: readonly Given[], resolved: readonly Resolved[], place: Span, of: EventFunction, { report }: CheckContext): boolean {
  if (!of.parameters.some((parameter) => reads(parameter, 'centre'))) return true
  const distances = resolved.filter(({ parameter }) => reads(parameter, 'kilometres', 'miles'))
  const odd = resolved.filter((_, at) => given[at]!.negated && given[at]!.test.kind === 'is')
  for (const { parameter, test } of odd) {
    report(test.sign, reads(parameter, 'centre') ? say.unsupportedOperator(parameter.name, '!=', ['='], '=') : say.unsupportedOperator(parameter.name, '!=', ['=', '>', '>=', '<', '<=', 'BETWEEN'], '>'))
  }
  const centred = resolved.some(({ parameter }) => reads(parameter, 'centre'))
  if (!centred || distances.length === 0) report(place, say.placeNeedsBoth(of.name))
  for (const { argument } of distances.slice(1)) report(argument, say.oneDistance())
  return odd.length === 0 && centred && distances.length === 1
}

/** Shopify is asked for the whole condition, so that it must understand all of it. */
function checkDelegated(given: readonly Given[], resolved: readonly Resolved[], asked: string, of: EventFunction, { report }: CheckContext): boolean {
  let native = true
  resolved.forEach(({ argument }, at) => {
    const [why] = whyNotNative({ kind: 'function', of, negated: false, parameters: [given[at]!] })
    if (why === undefined) return
    report(argument, say.notForShopify(asked, why))
    native = false
  })
  return native
}

function reads({ reads: reading }: Parameter, ...places: readonly PlaceReading['place'][]): boolean {
  return reading !== null && 'place' in reading && places.includes(reading.place)
}
