// The clauses of a rule, each with its own text and its own plan: what --explain shows beside the answer.
import type { Meaning } from '#app/core/language/meaning.ts'
import { print } from '#app/core/language/print.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import { lower } from '#app/core/plan/lower.ts'
import type { Plan } from '#app/core/plan/plan.ts'

export interface ClausePlan {
  readonly clause: string
  readonly plan: Plan
}

/** In the order of the text; a clause that stands there twice comes once. A NOT before a clause is not part of it. */
export function clausePlans(meaning: Meaning): ClausePlan[] {
  const clauses = new Map<string, ClausePlan>()
  const look = (one: Meaning): void => {
    if (one.kind === 'and' || one.kind === 'or') one.of.forEach(look)
    else if (one.kind === 'not') look(one.of)
    else {
      const clause = print(one)
      if (!clauses.has(clause)) clauses.set(clause, { clause, plan: planOf(lower(one)) })
    }
  }
  look(meaning)
  return [...clauses.values()]
}
