// Whether all events, or addresses, that meet some conditions meet others too.
import type { EventCondition, PlaceCondition } from '#app/core/plan/plan.ts'
import { axisOf } from './axis.ts'
import { mayDecide } from './may-decide.ts'
import { eventNumber } from './numbers.ts'
import type { Filter, Question } from './question.ts'

type Condition = EventCondition | PlaceCondition

/** True only when every event of `narrow` is certainly one of `wide`. */
export function isNarrower(narrow: Filter, wide: Filter): boolean {
  return narrow.of === wide.of && allImply(narrow.where, wide.where)
}

/** True only when certainly no event can meet them all. */
export function isEmpty({ where }: Filter): boolean {
  return where.some((condition) => {
    const question = questionOf(condition)
    const axis = question && mayDecide(question) && axisOf([question])
    return axis && (condition.negated ? axis.full & ~axis.yes(question) : axis.yes(question)) === 0n
  })
}

/** True only when whatever meets all of `narrow` certainly meets all of `wide`. */
export function allImply(narrow: readonly Condition[], wide: readonly Condition[]): boolean {
  return wide.every((condition) => narrow.some((one) => implies(one, condition)))
}

function implies(a: Condition, b: Condition): boolean {
  if (a.on !== b.on) return false
  const [listA, listB] = [listOf(a), listOf(b)]
  if (listA && listB) return a.negated === b.negated && (a.negated ? listA.covers(listB.values) : listB.covers(listA.values))
  const [first, second] = [questionOf(a), questionOf(b)]
  if (!first || !second || first.key !== second.key) return false
  if (first.kind === 'text' && second.kind === 'text' && !a.negated && !b.negated) return first.values!.every((value) => second.values!.includes(value))
  const axis = axisOf([first, second])
  if (!axis) return false
  const cells = (question: Question, negated: boolean): bigint => (negated ? axis.full & ~axis.yes(question) : axis.yes(question))
  return (cells(first, a.negated) & ~cells(second, b.negated)) === 0n
}

/** Of a condition that one element of a list, or the beginning of a text, meets. */
function listOf(condition: Condition): { readonly values: readonly string[]; covers(others: readonly string[]): boolean } | null {
  switch (condition.on) {
    case 'discountCode':
    case 'orderTag':
    case 'productTag':
    case 'collection': {
      const { values } = condition
      return { values, covers: (others) => others.every((other) => values.includes(other)) }
    }
    case 'postcode': {
      const { prefixes } = condition
      return { values: prefixes, covers: (others) => others.every((other) => prefixes.some((prefix) => other.startsWith(prefix))) }
    }
    default:
      return null
  }
}

/** Null for conditions that are not about one value. */
function questionOf(condition: Condition): Question | null {
  switch (condition.on) {
    case 'date':
      return { kind: 'date', key: condition.on, range: condition.range, past: true }
    case 'discounted':
    case 'refunded':
    case 'giftCard':
      return { kind: 'yes', key: condition.on }
    case 'distance':
      return { kind: 'number', key: `${condition.latitude} ${condition.longitude}`, ranges: [condition.metres], whole: false, nullable: true, least: null, most: null }
    case 'postcode':
    case 'discountCode':
    case 'orderTag':
    case 'productTag':
    case 'collection':
      return null
    default:
      return 'ranges' in condition ? eventNumber(condition.on, condition.ranges) : { kind: 'text', key: condition.on, values: condition.values }
  }
}
