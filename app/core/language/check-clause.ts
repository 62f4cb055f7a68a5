// One condition against the vocabulary: the name looked up, the rest checked as what the name is.
import { fieldNamed } from '#app/core/vocabulary/fields.ts'
import type { Field } from '#app/core/vocabulary/fields.ts'
import { functionNamed } from '#app/core/vocabulary/functions.ts'
import { segmentFunctions } from '#app/core/vocabulary/segment-functions.ts'
import { checkFunction } from './check-function.ts'
import { checkSegment } from './check-segment.ts'
import { checkTest } from './check-test.ts'
import { checkYearly } from './check-yearly.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import type { Clause } from './syntax.ts'
import { unknownName } from './unknown-name.ts'

/** What is neither an attribute of the customer nor a question about events. */
const SPECIAL: ReadonlyMap<string, (clause: Clause, context: CheckContext) => Meaning | null> = new Map([
  ['age', checkYearly.bind(null, 'age')],
  ['anniversary', checkYearly.bind(null, 'anniversary')],
  ...segmentFunctions.map((of) => [of.name, checkSegment.bind(null, of)] as const),
])

/** Null when it cannot be meant; every problem in it is reported. */
export function checkClause(clause: Clause, context: CheckContext): Meaning | null {
  const { name } = clause
  const special = SPECIAL.get(name.text)
  if (special) return clause.broken ? null : special(clause, context)
  const of = functionNamed(name.text)
  const field = of ? undefined : fieldNamed(name.text)
  const canonical = of?.name ?? field?.name
  if (canonical === undefined) context.report(name, unknownName(name.text, SPECIAL.keys()))
  else if (canonical !== name.text && canonical !== metafieldOf(name.text)) context.report(name, say.deprecatedName(name.text, canonical))
  if (clause.broken) return null
  if (of) return checkFunction(clause, of, context)
  return field ? checkField(clause, field, context) : null
}

function checkField(clause: Clause, field: Field, context: CheckContext): Meaning | null {
  if (clause.call || !clause.test) {
    context.report(clause.call ?? clause, say.takesNoParameters(field.name, field.example))
    return null
  }
  const checked = checkTest(clause.test, field, context)
  return checked && { kind: 'field', field, ...checked }
}

/** ShopifyQL says `customer.` before a metafield; both names are in use. */
function metafieldOf(written: string): string {
  return written.replace(/^customer\./, '')
}
