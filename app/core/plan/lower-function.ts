// A question about events as a plan: conditions that filter the events, aggregates that test what is left.
import { foldCase } from '#app/core/vocabulary/names.ts'
import type { Condition, Given, Step, Value } from '#app/core/language/meaning.ts'
import { monthConditions } from './lower-months.ts'
import { dateRange, numberRange } from './lower-range.ts'
import type { EventCondition, EventSource, EventsTest, Having, NumberRange, SequenceStep, SequenceTest } from './plan.ts'

/** Only for functions about events of ours; of any other it throws. */
export function lowerEvents({ of, parameters }: Extract<Condition, { kind: 'function' }>): EventsTest {
  const given = inOrder({ of, parameters })
  return { kind: 'events', of: sourceOf({ of, parameters }), where: given.flatMap(conditionOf), having: given.flatMap(havingOf) }
}

/** Only for steps about events of ours, without aggregates; of any other it throws. */
export function lowerSequence({ first, then, negated, within }: Extract<Condition, { kind: 'sequence' }>): SequenceTest {
  return { kind: 'sequence', first: lowerStep(first), then: lowerStep(then), negated, within }
}

function lowerStep(step: Step): SequenceStep {
  const given = inOrder(step)
  if (given.some((one) => havingOf(one).length > 0)) throw new Error(`a step of a sequence tests one event, not ${step.of.name} together`)
  return { of: sourceOf(step), where: given.flatMap(conditionOf) }
}

/** The order in which parameters are written does not matter: they come out in the order of the vocabulary. */
function inOrder({ of, parameters }: Step): readonly Given[] {
  return of.parameters.flatMap((parameter) => parameters.filter((one) => one.parameter === parameter))
}

function sourceOf({ of }: Step): EventSource {
  if (of.events === 'places' || of.events === 'delegated' || of.events === 'segments') throw new Error(`${of.name} is about no events of ours`)
  return of.events
}

function havingOf({ parameter: { reads }, test, negated }: Given): readonly Having[] {
  return reads && 'of' in reads ? [{ of: reads.of, range: numberRange(test)[0]!, negated }] : []
}

function conditionOf(given: Given): readonly EventCondition[] {
  const { parameter: { reads }, test, negated } = given
  if (!reads || !('on' in reads)) return []
  const { on } = reads
  switch (on) {
    case 'date':
      return [{ on, range: dateRange(test)[0]!, negated }]
    case 'monthsAgo':
      return monthConditions(numberRange(test), negated)
    case 'discounted': case 'refunded': case 'giftCard':
      return [{ on, negated: negated === isTrue(given) }]
    case 'amount': case 'netAmount': case 'discountAmount': case 'quantity': case 'currentQuantity': case 'lineAmount':
    case 'month': case 'weekday': case 'day': case 'hour': case 'year': case 'nth': case 'nthLatest':
      return [{ on, ranges: ascending(numberRange(test)), negated }]
    default:
      return [{ on, values: valuesOf(given), negated }]
  }
}

function isTrue({ test, parameter }: Given): boolean {
  const [value] = test.kind === 'is' ? test.values : []
  if (value?.kind !== 'boolean') throw new Error(`${parameter.name} is true or false`)
  return value.boolean
}

/** Each range once: a list of numbers is a set. */
function ascending(ranges: readonly NumberRange[]): readonly NumberRange[] {
  const distinct = new Map(ranges.map((range) => [`${range.min?.value}..${range.max?.value}`, range]))
  return [...distinct.values()].sort((a, b) => Number(a.min?.value) - Number(b.min?.value))
}

/** Each value once, ids in order of size: a list of values is a set. */
function valuesOf(given: Given): readonly string[] {
  const { test } = given
  const values = new Set((test.kind === 'is' ? test.values : []).map((value) => factOf(value, given)))
  const asIds = given.parameter.type.kind === 'id'
  return [...values].sort((a, b) => (asIds ? a.length - b.length : 0) || (a < b ? -1 : 1))
}

/** As the facts spell it. */
function factOf(value: Value, { parameter: { type, name } }: Given): string {
  if (value.kind === 'id') return value.id
  if (value.kind !== 'text') throw new Error(`${name} compares texts`)
  if (type.kind === 'tag' || type.kind === 'code') return foldCase(value.text)
  return (type.kind === 'enum' ? type.facts?.get(value.text) : undefined) ?? value.text
}
