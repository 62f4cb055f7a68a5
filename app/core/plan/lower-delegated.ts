// What only Shopify can answer, as its native text: a question for the clause, which never says no by itself.
import type { Condition, Value } from '#app/core/language/meaning.ts'
import { print } from '#app/core/language/print.ts'
import { any } from './normal.ts'
import type { PlanNode } from './plan.ts'

/** Whether a function, or a parameter given to it, reads nothing of ours. */
export function isDelegated({ of, parameters }: Extract<Condition, { kind: 'function' }>): boolean {
  return of.events === 'delegated' || parameters.some(({ parameter }) => parameter.reads === null)
}

/** The positive form. IN after a field is ours: each of its values is a question of its own. */
export function lowerDelegated(condition: Extract<Condition, { kind: 'field' | 'function' }>): PlanNode {
  if (condition.kind === 'function' || condition.test.kind !== 'is') return asked(condition)
  return any(condition.test.values.map((value) => asked({ ...condition, test: { kind: 'is', values: [value] } })))
}

function asked(condition: Extract<Condition, { kind: 'field' | 'function' }>): PlanNode {
  return { kind: 'delegated', clause: print(condition.kind === 'field' ? { ...condition, negated: false } : inOneOrder(condition)) }
}

/** The order in which parameters and values are written does not matter: one question is asked once. */
function inOneOrder({ of, parameters }: Extract<Condition, { kind: 'function' }>): Condition {
  const given = of.parameters.flatMap((parameter) => parameters.filter((one) => one.parameter === parameter))
  return { kind: 'function', of, negated: false, parameters: given.map((one) => (one.test.kind === 'is' ? { ...one, test: { kind: 'is', values: setOf(one.test.values) } } : one)) }
}

function setOf(values: readonly Value[]): readonly Value[] {
  const known = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...known].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)).map(([, value]) => value)
}
