// A question about events, in either dialect: `f MATCHES (…)`, `f NOT MATCHES (…)`, `f(…) = true`, `f IS NULL`.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { checkArguments } from './check-arguments.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import type { Call, Clause, Test } from './syntax.ts'

/** Null when it cannot be meant; every problem is reported. */
export function checkFunction(clause: Clause, of: EventFunction, context: CheckContext): Meaning | null {
  if (of.events === null) context.report(clause.name, say.notYetEvaluated(`'${of.name}'`))
  const { call, test } = clause
  if (!call) {
    if (test?.kind === 'null') return { kind: 'function', of, negated: !test.negated, parameters: [] }
    context.report(clause, say.needsMatches(of.name, of.example))
    return null
  }
  const parameters = checkArguments(call, of, context)
  const negated = call.style === 'legacy' ? legacyNegated(call, test, context) : newNegated(call, test, context)
  return parameters && negated !== null ? { kind: 'function', of, negated, parameters } : null
}

/** Whether `= false` or one of its spellings follows; null when nothing of the kind does. */
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
