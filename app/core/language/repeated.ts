// Each parameter at most once, as Shopify has it; two tests of one are answered with the one test that says both.
import type { Resolved } from './legacy.ts'
import type { CheckContext } from './meaning.ts'
import { say } from './problem.ts'
import type { Comparison, Literal } from './syntax.ts'
import { writeLiteral } from './write-literal.ts'

interface Compared {
  readonly operator: Comparison
  readonly value: Literal
}

/** Whether none is repeated; those that are have been reported. */
export function reportRepeated(given: readonly Resolved[], { report }: CheckContext): boolean {
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

function onceInstead({ parameter, test: a }: Resolved, { test: b }: Resolved): string {
  if (a.kind === 'compare' && b.kind === 'compare') {
    const [low, high] = [a, b].sort((x, y) => Number(isUpper(x.operator)) - Number(isUpper(y.operator)))
    if (isLower(low!.operator) && isUpper(high!.operator)) {
      if (parameter.type.kind === 'integer') return `Write ${parameter.name} BETWEEN ${whole(low!, '>', 1)} AND ${whole(high!, '<', -1)}.`
      const open = low!.operator === '>' || high!.operator === '<'
      return `Write ${parameter.name} BETWEEN ${writeLiteral(low!.value)} AND ${writeLiteral(high!.value)}${open ? ', which includes both' : ''}.`
    }
    if (parameter.many && a.operator === b.operator && (a.operator === '=' || a.operator === ':')) return `Write ${parameter.name} IN (${writeLiteral(a.value)}, ${writeLiteral(b.value)}) for either of them; for both, join two conditions with AND.`
  }
  return 'Give each parameter at most once.'
}

/** BETWEEN takes in its ends: beyond 3 begins at 4. */
function whole({ operator, value }: Compared, open: Comparison, step: number): string {
  return operator === open && /^-?\d{1,15}$/.test(value.text) ? String(Number(value.text) + step) : writeLiteral(value)
}

const isLower = (operator: string): boolean => operator === '>' || operator === '>='
const isUpper = (operator: string): boolean => operator === '<' || operator === '<='
