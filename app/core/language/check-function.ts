// A question about events, in either dialect: `f MATCHES (…)`, `f NOT MATCHES (…)`, `f(…) = true`, `f IS NULL`.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { checkArguments } from './check-arguments.ts'
import { checkTogether } from './check-together.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import type { Call, Clause, Test } from './syntax.ts'

/** Null when it cannot be meant; every problem is reported. */
export function checkFunction(clause: Clause, of: EventFunction, context: CheckContext): Extract<Meaning, { kind: 'function' }> | null {
  const { call, test } = clause
  if (call) {
    const parameters = checkArguments(call, of, context)
    const negated = checkTruth(call, test, context)
    return parameters && negated !== null ? { kind: 'function', of, negated, parameters } : null
  }
  if (test?.kind !== 'null') {
    context.report(clause, say.needsMatches(of.name, of.example, test && matchesMeant(test, of)))
    return null
  }
  return checkTogether([], [], clause, of, context) ? { kind: 'function', of, negated: !test.negated, parameters: [] } : null
}

/** `orders_placed = true` and `orders_placed >= 3` have one meaning each. */
function matchesMeant(test: Test, { name, parameters }: EventFunction): string | null {
  if (test.kind !== 'compare') return null
  const { operator, value } = test
  if (value.kind === 'word' && value.text.toLowerCase() === 'true' && operator === '=') return `${name} MATCHES ()`
  const counts = parameters.some((parameter) => parameter.name === 'count') && /^\d+$/.test(value.text) && value.kind === 'figure'
  return counts ? `${name} MATCHES (count ${operator} ${value.text})` : null
}

/** Whether the opposite of a call is asked: NOT MATCHES, or `= false` in one of its spellings; null where what follows says neither. */
export function checkTruth(call: Call, test: Test | null, context: CheckContext): boolean | null {
  return call.style === 'legacy' ? legacyNegated(call, test, context) : newNegated(call, test, context)
}

function legacyNegated(call: Call, test: Test | null, { report }: CheckContext): boolean | null {
  if (!test) {
    report({ start: call.end, end: call.end }, say.missingTrue())
    return null
  }
  const word = test.kind === 'compare' && test.value.kind === 'word' ? test.value.text.toLowerCase() : ''
  if (test.kind !== 'compare' || (test.operator !== '=' && test.operator !== '!=') || (word !== 'true' && word !== 'false')) {
    report(test.sign, say.trueOrFalse())
    return null
  }
  return (test.operator === '=') !== (word === 'true')
}

function newNegated(call: Call, test: Test | null, { report }: CheckContext): boolean | null {
  if (!test) return call.style === 'not matches'
  const end = test.kind === 'compare' ? test.value.end : test.sign.end
  report({ start: test.sign.start, end }, say.noTailAfterMatches())
  return null
}
