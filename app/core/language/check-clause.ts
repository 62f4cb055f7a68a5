// One condition against the vocabulary: the name looked up, the rest checked as a field, a function or an anniversary.
import { date } from '#app/core/vocabulary/types.ts'
import { fieldNamed, fields } from '#app/core/vocabulary/fields.ts'
import type { Field } from '#app/core/vocabulary/fields.ts'
import { functionNamed, functions } from '#app/core/vocabulary/functions.ts'
import { misnomers } from '#app/core/vocabulary/misnomers.ts'
import { checkFunction } from './check-function.ts'
import { checkTest } from './check-test.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import { nearest } from './suggest.ts'
import type { Clause } from './syntax.ts'

/** Null when it cannot be meant; every problem in it is reported, that a row is not evaluated yet included. */
export function checkClause(clause: Clause, context: CheckContext): Meaning | null {
  const { name } = clause
  if (name.text === 'anniversary') return checkAnniversary(clause, context)
  const of = functionNamed(name.text)
  const field = of ? undefined : fieldNamed(name.text)
  const canonical = of?.name ?? field?.name
  if (canonical === undefined) context.report(name, say.unknownFilter(name.text, filterMeant(name.text)))
  else if (canonical !== name.text) context.report(name, say.deprecatedName(name.text, canonical))
  if (clause.broken) return null
  if (of) return checkFunction(clause, of, context)
  return field ? checkField(clause, field, context) : null
}

function checkField(clause: Clause, field: Field, context: CheckContext): Meaning | null {
  if (field.reads === null) context.report(clause.name, say.notYetEvaluated(`'${field.name}'`))
  if (clause.call || !clause.test) {
    context.report(clause.call ?? clause, say.takesNoParameters(field.name, field.example))
    return null
  }
  const checked = checkTest(clause.test, field, context)
  return checked && { kind: 'field', field, ...checked }
}

/** The day of the year of a metafield's date; the path is the one value in its parentheses. */
function checkAnniversary({ name, call, test, broken }: Clause, context: CheckContext): Meaning | null {
  context.report(name, say.notYetEvaluated("'anniversary'"))
  if (broken) return null
  const [argument, ...more] = call?.arguments ?? []
  const path = argument?.test.kind === 'compare' && argument.test.value.kind === 'text' ? argument.test.value : null
  if (!path || more.length > 0 || !test || call?.style === 'not matches' || !(argument?.name === null || argument?.name.text === 'date')) {
    context.report(call ?? name, say.anniversaryForm())
    return null
  }
  const field = fieldNamed(path.text)
  if (field?.type.kind !== 'any') {
    context.report(path, say.unknownFilter(path.text, null))
    return null
  }
  const checked = checkTest(test, { name: 'anniversary', type: date }, context)
  return checked && { kind: 'anniversary', path: field.name, ...checked }
}

const names: readonly string[] = [...fields, ...functions, { name: 'anniversary' }].map(({ name }) => name)

function filterMeant(written: string): string | null {
  const known = misnomers.get(written.toLowerCase())
  return known ?? nearest(written, names) ?? names.find((name) => name.endsWith(`_${written.toLowerCase()}`)) ?? null
}
