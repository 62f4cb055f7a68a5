// The parameters of a function: names it has, each at most once, each with a test its type takes, all of them together.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { parameterMisnomers } from '#app/core/vocabulary/misnomers.ts'
import { checkTogether } from './check-together.ts'
import { checkTest } from './check-test.ts'
import { foreignPlaces } from './foreign-place.ts'
import { mergeBounds, resolve } from './legacy.ts'
import type { Resolved } from './legacy.ts'
import type { CheckContext, Given } from './meaning.ts'
import { say } from './problem.ts'
import { reportRepeated } from './repeated.ts'
import { nearest } from './suggest.ts'
import type { Argument, Call } from './syntax.ts'

/** Null when some of them cannot be meant; every problem is reported. */
export function checkArguments(call: Call, of: EventFunction, context: CheckContext): readonly Given[] | null {
  const resolved = resolveAll(call, of, context)
  const merged = mergeBounds(resolved)
  const once = reportRepeated(merged, context)
  const given: Given[] = []
  for (const one of merged) {
    const checked = checkTest(one.test, one.parameter, context)
    if (!checked) continue
    given.push({ parameter: one.parameter, ...checked })
    lintLegacyDate(one, context)
  }
  const whole = once && given.length === call.arguments.length - (resolved.length - merged.length)
  return whole && checkTogether(given, merged, call, of, context) ? given : null
}

function resolveAll(call: Call, of: EventFunction, context: CheckContext): readonly Resolved[] {
  const foreign = of.events === 'places' ? foreignPlaces(call, of) : null
  return call.arguments.flatMap((argument) => {
    const retold = foreign?.get(argument)
    if (retold) context.report(retold.place, say.unknownParameter(argument.name?.text ?? '', of.name, [], retold.replacement))
    return retold === undefined ? (named(argument, of, context) ?? []) : []
  })
}

function named(argument: Argument, of: EventFunction, context: CheckContext): Resolved | null {
  if (!argument.name) {
    reportUnnamed(argument, of, context)
    return null
  }
  const { text } = argument.name
  const resolved = resolve(argument, text, of)
  if (!resolved) {
    const names = of.parameters.map(({ name }) => name)
    const meant = parameterMisnomers.get(text)?.find((name) => names.includes(name))
    context.report(argument.name, say.unknownParameter(text, of.name, names, meant ?? nearest(text, names)))
  }
  return resolved
}

/** A name alone is a value without a name to the parser. */
function reportUnnamed(argument: Argument, of: EventFunction, { report }: CheckContext): void {
  const word = argument.test.kind === 'compare' && argument.test.value.kind === 'word' ? argument.test.value.text : null
  const parameter = of.parameters.find(({ name }) => name === word)
  if (parameter) report(argument, say.nameAlone(parameter.name, parameter.type.kind === 'boolean'))
  else report(argument, say.unnamedParameter(of.name))
}

/** Merchants write `date: -45d` for "within 45 days"; it means that one day. */
function lintLegacyDate({ argument, parameter, test }: Resolved, { report }: CheckContext): void {
  if (argument.name?.text !== 'date' || parameter.type.kind !== 'date') return
  if (test.kind !== 'compare' || test.operator !== ':' || !/^-\d/.test(test.value.text)) return
  report(argument, say.ambiguousDate(`since: ${test.value.text}`))
}
