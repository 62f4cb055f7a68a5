// Two kinds of events in their order: each step a question about events of ours, without an aggregate, and the time between them.
import { readWithin, writeWithin } from '#app/core/vocabulary/dates.ts'
import type { Within } from '#app/core/vocabulary/dates.ts'
import { functionNamed, functions } from '#app/core/vocabulary/functions.ts'
import { checkFunction } from './check-function.ts'
import { parameterOf } from './legacy.ts'
import type { CheckContext, Meaning, Step } from './meaning.ts'
import { say } from './problem.ts'
import type { Clause, Literal, Sequence } from './syntax.ts'

const steps: readonly string[] = functions.filter(({ events }) => events !== 'delegated' && events !== 'places').map(({ name }) => name)

/** Null when it cannot be meant; every problem is reported. */
export function checkSequence(written: Sequence, context: CheckContext): Meaning | null {
  const first = checkStep(written.first, context)
  const then = checkStep(written.then, context)
  const within = checkWithin(written.within, context)
  return first && then && within && { kind: 'sequence', first, then, negated: written.negated, within }
}

function checkStep(clause: Clause, context: CheckContext): Step | null {
  const of = functionNamed(clause.name.text)
  if (!of || !steps.includes(of.name)) {
    context.report(clause.name, say.noStep(clause.name.text, steps))
    return null
  }
  if (clause.broken) return null
  const asked = checkFunction(clause, of, context)
  if (asked?.kind !== 'function') return null
  if (asked.negated) {
    context.report(clause, say.negatedStep(of.name))
    return null
  }
  const unfit = asked.parameters.filter(({ parameter }) => parameter.reads === null || 'of' in parameter.reads)
  for (const { parameter } of unfit) {
    const place = clause.call?.arguments.find((argument) => parameterOf(argument, of) === parameter) ?? clause
    context.report(place, parameter.reads === null ? say.delegatedStep(parameter.name) : say.aggregateInStep(parameter.name))
  }
  return unfit.length > 0 ? null : { of, parameters: asked.parameters }
}

function checkWithin(literal: Literal, { report }: CheckContext): Within | null {
  const read = readWithin(literal.text)
  if (read?.plain === true && literal.kind === 'figure') return read.within
  report(literal, say.wrongType(literal.text, 'a length of time such as 30d, 2w, 3m, 1y, 36h or 90min', read && writeWithin(read.within)))
  return null
}
