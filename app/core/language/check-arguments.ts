// The parameters of a function: names it has, each at most once, each with a test its type takes.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { parameterMisnomers } from '#app/core/vocabulary/misnomers.ts'
import { checkTest } from './check-test.ts'
import { mergeBounds, resolve } from './legacy.ts'
import type { Resolved } from './legacy.ts'
import type { CheckContext, Given } from './meaning.ts'
import { say } from './problem.ts'
import { nearest } from './suggest.ts'
import type { Argument, Call, Literal } from './syntax.ts'

/** Null when some of them cannot be meant; every problem is reported. */
export function checkArguments(call: Call, of: EventFunction, context: CheckContext): readonly Given[] | null {
  const resolved = call.arguments.map((argument) => named(argument, of, context)).filter((one) => one !== null)
  const merged = mergeBounds(resolved)
  const once = reportRepeated(merged, context)
  const given: Given[] = []
  for (const one of merged) {
    const checked = checkTest(one.test, one.parameter, context)
    if (!checked) continue
    given.push({ parameter: one.parameter, ...checked })
    if (of.events !== null && one.parameter.reads === null) context.report(one.argument, say.notYetEvaluated(`the parameter '${one.parameter.name}' of ${of.name}`))
    lintLegacyDate(one, context)
    if (one.bound === 'until') context.report(one.argument, say.onlyUntil(of.name))
  }
  return once && given.length === call.arguments.length - (resolved.length - merged.length) ? given : null
}

function named(argument: Argument, of: EventFunction, context: CheckContext): Resolved | null {
  if (!argument.name) {
    context.report(argument, say.unnamedParameter(of.name))
    return null
  }
  const { text } = argument.name
  const resolved = resolve(argument, text, of)
  if (!resolved) {
    const names = of.parameters.map(({ name }) => name)
    const meant = parameterMisnomers.get(text)
    context.report(argument.name, say.unknownParameter(text, of.name, names, meant !== undefined && names.includes(meant) ? meant : nearest(text, names)))
  }
  return resolved
}

function reportRepeated(given: readonly Resolved[], { report }: CheckContext): boolean {
  const first = new Map<string, Resolved>()
  let once = true
  for (const one of given) {
    const before = first.get(one.parameter.name)
    if (!before) first.set(one.parameter.name, one)
    else {
      once = false
      report(one.argument, say.repeatedParameter(one.parameter.name, onceInstead(before, one)))
    }
  }
  return once
}

/** What to write instead of two tests of one parameter. */
function onceInstead({ parameter, test: a }: Resolved, { test: b }: Resolved): string {
  if (a.kind === 'compare' && b.kind === 'compare') {
    const [low, high] = [a, b].sort((x, y) => Number(isUpper(x.operator)) - Number(isUpper(y.operator)))
    if (isLower(low!.operator) && isUpper(high!.operator)) return `Write ${parameter.name} BETWEEN ${text(low!.value)} AND ${text(high!.value)}.`
    if (parameter.many && a.operator === b.operator && (a.operator === '=' || a.operator === ':')) return `Write ${parameter.name} IN (${text(a.value)}, ${text(b.value)}).`
  }
  return 'Give each parameter at most once.'
}

const isLower = (operator: string): boolean => operator === '>' || operator === '>='
const isUpper = (operator: string): boolean => operator === '<' || operator === '<='
const text = (literal: Literal): string => literal.text

/** Merchants write `date: -45d` for "within 45 days"; it means that one day. */
function lintLegacyDate({ argument, parameter, test }: Resolved, { report }: CheckContext): void {
  if (argument.name?.text !== 'date' || parameter.type.kind !== 'date') return
  if (test.kind !== 'compare' || test.operator !== ':' || !/^-\d/.test(test.value.text)) return
  report(argument, say.ambiguousDate(`since: ${test.value.text}`))
}
