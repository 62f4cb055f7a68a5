// Why a customer is in a segment or not, what would bring them in, and until when: all of it found by asking the evaluator.
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { forcing, openLeaves } from '#app/core/explain/because.ts'
import { remediesFor } from '#app/core/explain/changes.ts'
import type { Explanation } from '#app/core/explain/explanation.ts'
import { gapOf } from '#app/core/explain/gap.ts'
import { planOfClauses, type ClausedRule } from '#app/core/explain/rule.ts'
import { Inquiry, type Subject } from '#app/core/explain/subject.ts'
import { testsIn } from '#app/core/explain/tests-of.ts'
import { answerOf } from '#app/core/explain/three-valued.ts'
import { valueOf } from '#app/core/explain/value.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import type { ShopTerms } from '#app/core/plan/compile.ts'

export interface Explaining {
  readonly rule: ClausedRule
  /** With all the facts that the rule reads. */
  readonly subject: Subject
  readonly terms: ShopTerms
  readonly products: ProductTable
  readonly now: Instant
}

export function explain({ rule, subject, terms, products, now }: Explaining): Explanation {
  const inquiry = new Inquiry(terms, products)
  const { root } = planOfClauses(rule)
  const { answer, until } = inquiry.ask(root, subject, now)
  const then = until === Infinity ? null : inquiry.ask(root, subject, until).answer
  const { createdAt } = subject.customer
  const unborn = createdAt !== null && createdAt > now
  const clauses = inquiry.askAll(rule.clauses, subject, now)
  const answers = clauses.map((one) => one.answer)
  // Of a rule that holds for nobody or for everybody by its form alone, no clause is the reason; nor of somebody who was not there.
  const told = !unborn && answerOf(rule.tree, (leaf) => answers[leaf]!) === answer
  const because = told && answer !== UNKNOWN ? forcing(rule.tree, answers) : []
  const remedies = answer === NO && !unborn ? remediesFor(rule, subject, inquiry, now) : { changes: [], obstacles: [] }
  return {
    answer, until, then, unborn, ...remedies,
    because: because.map((clause) => ({
      clause, holds: answers[clause] === YES, until: clauses[clause]!.until,
      value: firstValue(rule, clause, (test) => valueOf(test, subject, inquiry, now)),
    })),
    gaps: told && answer === UNKNOWN ? openLeaves(rule.tree, answers).map((clause) => ({ clause, why: gapOf(rule.clauses[clause]!, subject, inquiry, now) })) : [],
  }
}

/** All tests of a clause ask one thing, unless it stands for a whole segment. */
function firstValue<Of>({ clauses }: ClausedRule, clause: number, valueOfTest: (test: ReturnType<typeof testsIn>[number]) => Of): Of | null {
  const [first, ...others] = testsIn(clauses[clause]!)
  return first && others.every(({ kind }) => kind === first.kind) ? valueOfTest(first) : null
}
