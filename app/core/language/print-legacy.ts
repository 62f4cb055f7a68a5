// Questions about events in Shopify's legacy dialect: `f(p: v, …) = true`. It has fewer comparisons than the current one.
import { printCondition } from './print.ts'
import { printTest, printValue } from './print-value.ts'
import type { Condition, Given, Meaning } from './meaning.ts'
import { writeQuoted } from './quotes.ts'
import { relationOf } from './relation.ts'

/** Every reason why the legacy dialect cannot say it, none when it can. `meaning` is native in the current dialect. */
export function whyNotLegacy(meaning: Meaning): readonly string[] {
  switch (meaning.kind) {
    case 'and':
    case 'or':
      return meaning.of.flatMap(whyNotLegacy)
    case 'not':
      return whyNotLegacy(meaning.of)
    case 'function':
      return meaning.parameters.filter((given) => writeGiven(given) === null).map((given) => `The legacy dialect has no words for '${given.parameter.name} ${printTest(given)}'.`)
    default:
      return []
  }
}

/** One condition that `whyNotLegacy` finds nothing against. */
export function printLegacyCondition(condition: Condition): string {
  if (condition.kind === 'anniversary') return `anniversary(date: ${writeQuoted(condition.path)}) ${printTest(condition)}`
  if (condition.kind !== 'function') return printCondition(condition)
  const given = condition.parameters.map((one) => writeGiven(one) ?? '')
  return `${condition.of.name}(${given.join(', ')}) = ${condition.negated ? 'false' : 'true'}`
}

/** Null when the legacy dialect cannot say it. */
function writeGiven(given: Given): string | null {
  const { name, type } = given.parameter
  const { relation, values } = relationOf(given)
  const [first, second] = values.map(printValue)
  if (relation === '=') return values.length === 1 ? `${name}: ${first}` : `${name}: (${values.map(printValue).join(', ')})`
  if (type.kind === 'date' && name === 'date') {
    if (relation === '>=') return `since: ${first}`
    if (relation === '<=') return `until: ${first}`
    return relation === 'BETWEEN' ? `since: ${first}, until: ${second}` : null
  }
  return relation === '>=' && (name === 'count' || name.startsWith('sum_')) ? `${name}_at_least: ${first}` : null
}
