// Parameter names of the legacy dialect, each turned into the parameter and comparison it means today.
import type { EventFunction, Parameter } from '#app/core/vocabulary/functions.ts'
import type { Argument, Comparison, Literal, Test } from './syntax.ts'

export interface Resolved {
  readonly parameter: Parameter
  readonly test: Test
  readonly argument: Argument
  /** Set for the two names that together make a range. */
  readonly bound: 'since' | 'until' | null
}

/** The parameter an argument names, in either dialect; null when the function has none of that name. */
export function resolve(argument: Argument, name: string, { parameters }: EventFunction): Resolved | null {
  const own = parameters.find((parameter) => parameter.name === name)
  if (own) return { parameter: own, test: argument.test, argument, bound: null }
  const [base, ending] = name === 'since' || name === 'until' ? ['date', name] : (/^(\w+?)_(at_least|at_most|between)$/.exec(name)?.slice(1) ?? [])
  const parameter = parameters.find((candidate) => candidate.name === base)
  const test = parameter && ending !== undefined ? rewritten(argument.test, ending) : null
  return parameter && test ? { parameter, test, argument, bound: ending === 'since' || ending === 'until' ? ending : null } : null
}

/** The parameter that an argument tests, whatever the dialect. */
export function parameterOf(argument: Argument, of: EventFunction): Parameter | null {
  return argument.name ? (resolve(argument, argument.name.text, of)?.parameter ?? null) : null
}

/** `since: a, until: b` is one range; everything else stays as it is. */
export function mergeBounds(resolved: readonly Resolved[]): readonly Resolved[] {
  const since = resolved.filter(({ bound }) => bound === 'since')
  const until = resolved.filter(({ bound }) => bound === 'until')
  const [from] = since
  const [to] = until
  if (!from || !to || since.length + until.length > 2) return resolved
  const low = valueOf(from.test)
  const high = valueOf(to.test)
  if (!low || !high) return resolved
  const merged: Resolved = { ...from, bound: null, test: { kind: 'between', negated: false, low, high, sign: from.test.sign } }
  return resolved.filter((one) => one !== to).map((one) => (one === from ? merged : one))
}

const COMPARISONS: Readonly<Record<string, Comparison>> = { since: '>=', until: '<=', at_least: '>=', at_most: '<=' }

/** Only a plain value can follow such a name. */
function rewritten(test: Test, ending: string): Test | null {
  if (ending === 'between') {
    const [low, high, ...more] = valueOf(test)?.items ?? []
    if (low && high && more.length === 0) return { kind: 'between', negated: false, low, high, sign: test.sign }
    return test.kind === 'between' ? test : null
  }
  const operator = COMPARISONS[ending]
  return operator && test.kind === 'compare' && (test.operator === ':' || test.operator === '=') ? { ...test, operator } : null
}

function valueOf(test: Test): Literal | null {
  return test.kind === 'compare' ? test.value : null
}
