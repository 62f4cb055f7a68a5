// A question about events as a plan: conditions that filter the events, aggregates that test what is left.
import { foldCase } from '#app/core/membership/tag-name.ts'
import type { Condition, Given } from '#app/core/language/meaning.ts'
import { dateRange, numberRange } from './lower-range.ts'
import type { Having, LineCondition, OrderCondition, PlanTest } from './plan.ts'

/** The order in which parameters are written does not matter: they come out in the order of the vocabulary. */
export function lowerFunction({ of, parameters }: Extract<Condition, { kind: 'function' }>): PlanTest {
  const given = of.parameters.flatMap((parameter) => parameters.filter((one) => one.parameter === parameter))
  const having = given.map(havingOf).filter((one) => one !== null)
  switch (of.events) {
    case 'orders':
      return { kind: 'orders', where: given.map(orderCondition).filter((one) => one !== null), having }
    case 'products':
      return { kind: 'products', where: given.map(lineCondition).filter((one) => one !== null), having }
    case null:
      throw new Error(`${of.name} has no plan yet`)
  }
}

function havingOf({ parameter: { reads }, test, negated }: Given): Having | null {
  if (reads !== 'count' && reads !== 'sumAmount' && reads !== 'sumQuantity') return null
  return { of: reads, range: numberRange(test)[0]!, negated }
}

function orderCondition(given: Given): OrderCondition | null {
  const { parameter: { reads }, test, negated } = given
  if (reads === 'date') return { on: reads, range: dateRange(test)[0]!, negated }
  if (reads === 'amount') return { on: reads, range: numberRange(test)[0]!, negated }
  return reads === 'app' || reads === 'location' ? { on: reads, ids: idsOf(given), negated } : null
}

function lineCondition(given: Given): LineCondition | null {
  const { parameter: { reads }, test, negated } = given
  if (reads === 'date') return { on: reads, range: dateRange(test)[0]!, negated }
  if (reads === 'quantity') return { on: reads, range: numberRange(test)[0]!, negated }
  if (reads === 'product') return { on: reads, ids: idsOf(given), negated }
  return reads === 'productTag' ? { on: reads, value: foldCase(textOf(given)), negated } : null
}

/** Each id once, in order of size: a list of ids is a set. */
function idsOf({ test }: Given): readonly string[] {
  const values = test.kind === 'is' ? test.values : []
  const ids = new Set(values.map((value) => (value.kind === 'id' ? value.id : '')))
  return [...ids].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
}

function textOf({ test, parameter }: Given): string {
  const [value] = test.kind === 'is' ? test.values : []
  if (value?.kind !== 'text') throw new Error(`${parameter.name} compares a text`)
  return value.text
}
