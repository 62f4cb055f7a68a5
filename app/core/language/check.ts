// Syntax tree to meaning: every condition looked up, typed and linted; one mistake does not hide the next.
import { checkClause } from './check-clause.ts'
import { checkSequence } from './check-sequence.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import type { Clause, Expression } from './syntax.ts'

/** Shopify's limit on conditions in one rule; here it is only worth a warning. */
const MOST_CLAUSES = 10

/** Null when some condition cannot be meant; every problem is reported. */
export function check(tree: Expression, context: CheckContext): Meaning | null {
  const clauses = clausesOf(tree)
  const [tooMany] = clauses.slice(MOST_CLAUSES)
  if (tooMany) context.report({ start: tooMany.start, end: tree.end }, say.manyClauses(clauses.length, MOST_CLAUSES))
  return meaningOf(tree, context)
}

function meaningOf(tree: Expression, context: CheckContext): Meaning | null {
  switch (tree.kind) {
    case 'and':
    case 'or': {
      const of = tree.of.map((part) => meaningOf(part, context)).filter((part) => part !== null)
      return of.length === tree.of.length ? { kind: tree.kind, of } : null
    }
    case 'not': {
      const of = meaningOf(tree.of, context)
      return of && { kind: 'not', of }
    }
    case 'clause':
      return checkClause(tree, context)
    case 'sequence':
      return checkSequence(tree, context)
    case 'broken':
      return null
  }
}

/** In the order in which they are written. */
function clausesOf(tree: Expression): readonly Clause[] {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return tree.of.flatMap(clausesOf)
    case 'not':
      return clausesOf(tree.of)
    case 'clause':
      return [tree]
    case 'sequence':
      return [tree.first, tree.then]
    case 'broken':
      return []
  }
}
