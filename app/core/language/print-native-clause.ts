// Why a condition cannot be pasted into Shopify, in a sentence for the merchant.
import type { Condition, Given, Meaning, Value } from './meaning.ts'
import { comparesDateFreely } from './native-days.ts'
import { relationOf } from './relation.ts'

/** What Shopify takes in one list. */
const MOST_VALUES = 500

/** Every reason, none when Shopify's current dialect has the condition. `meaning` is in native form. */
export function whyNotNative(meaning: Meaning): readonly string[] {
  switch (meaning.kind) {
    case 'and':
    case 'or':
      return [...new Set(meaning.of.flatMap(whyNotNative))]
    case 'not':
      return meaning.of.kind === 'anniversary' ? ['Shopify cannot ask for the opposite of a span of the year.'] : whyNotNative(meaning.of)
    default:
      return whyNot(meaning)
  }
}

function whyNot(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'field': {
      const { field, test } = condition
      const { relation, values } = relationOf(condition)
      if (field.native !== true) return [`Shopify has no filter '${field.name}'.`]
      if (test.kind === 'present' && field.nullable === 'ours') return [`Shopify knows no IS NULL for '${field.name}'.`]
      return [
        ...(test.kind === 'is' && test.values.length === 0 ? [EMPTY] : []),
        ...(comparesDateFreely(condition) ? [`Shopify compares a date in a metafield with =, <=, >= and BETWEEN, not with ${relation}.`] : []),
        ...(test.kind === 'contains' && (test.value.kind === 'moment' || test.value.kind === 'boolean') ? ['Shopify looks into lists of numbers and of texts alone.'] : []),
        ...whyNotValues(values),
      ]
    }
    case 'function': {
      const { of, parameters } = condition
      return of.native === true ? parameters.flatMap((given) => whyNotGiven(given, of.name)) : [`Shopify has no filter '${of.name}'.`]
    }
    case 'anniversary':
      return relationOf(condition).relation === 'NOT BETWEEN' ? ['Shopify cannot ask for the opposite of a span of the year.'] : whyNotValues(relationOf(condition).values)
    case 'age':
      return ['Shopify cannot compute an age. It has the date of birth itself, as a metafield.']
    case 'segment':
      return [condition.asks === 'in' ? 'Shopify cannot ask for the members of another segment.' : 'Shopify cannot ask when somebody entered or left another segment.']
    case 'sequence':
      return ['Shopify cannot ask what came after what.']
  }
}

const EMPTY = 'Shopify takes no empty list.'

function whyNotGiven(given: Given, of: string): readonly string[] {
  const { parameter } = given
  if (parameter.native !== true) return [`Shopify's ${of} has no parameter '${parameter.name}'.`]
  const { relation, values } = relationOf(given)
  const equals = relation === '=' || relation === '!='
  return [
    ...(relation === 'NOT BETWEEN' ? ['Shopify has no NOT BETWEEN.'] : []),
    ...(equals && values.length === 0 ? [EMPTY] : []),
    ...(equals && values.length > 1 && parameter.type.kind !== 'id' ? [`Shopify takes one value for '${parameter.name}'.`] : []),
    ...(values.length > MOST_VALUES ? [`Shopify takes at most ${MOST_VALUES} values in one list.`] : []),
    ...whyNotValues(values),
  ]
}

function whyNotValues(values: readonly Value[]): readonly string[] {
  return values.some((value) => value.kind === 'moment' && value.moment.kind === 'duration') ? ['Shopify counts in days, not in hours and minutes.'] : []
}
