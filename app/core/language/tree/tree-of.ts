// A rule as the rows of a builder.
import { writeDate, writeWithin } from '#app/core/vocabulary/dates.ts'
import { segmentFunctionFor } from '#app/core/vocabulary/segment-functions.ts'
import type { Asked, Condition, Given, Meaning, Step, Value } from '../meaning.ts'
import { relationOf } from '../relation.ts'
import { tidy } from '../tidy.ts'
import type { TreeGroup, TreeNode, TreeRow, TreeStep, TreeTest, TreeValue } from './tree.ts'

/** `meaningOf` gives the same rule back. The root is always a group. */
export function treeOf(meaning: Meaning): TreeGroup {
  const node = nodeOf(tidy(meaning))
  return node.kind === 'group' ? node : { kind: 'group', match: 'all', of: [node] }
}

function nodeOf(meaning: Meaning): TreeNode {
  switch (meaning.kind) {
    case 'and':
      return { kind: 'group', match: 'all', of: meaning.of.map(nodeOf) }
    case 'or':
      return { kind: 'group', match: 'any', of: meaning.of.map(nodeOf) }
    case 'not':
      return { kind: 'group', match: 'none', of: meaning.of.kind === 'or' ? meaning.of.of.map(nodeOf) : [nodeOf(meaning.of)] }
    default:
      return rowOf(meaning)
  }
}

function rowOf(condition: Condition): TreeRow {
  switch (condition.kind) {
    case 'field':
      return { kind: 'row', ...testOf(condition.field.name, condition) }
    case 'anniversary':
    case 'age':
      return { kind: 'row', ...testOf(condition.kind, condition), path: condition.path }
    case 'segment':
      return {
        kind: 'row', subject: segmentFunctionFor(condition.asks).name, operator: condition.negated ? '!=' : '=', values: [{ as: 'text', text: condition.name }],
        ...(condition.date ? { date: testOf('date', condition.date) } : {}),
      }
    case 'function':
      return { kind: 'row', ...stepOf(condition), operator: condition.negated ? 'NOT MATCHES' : 'MATCHES' }
    case 'sequence':
      return { kind: 'row', ...stepOf(condition.first), operator: condition.negated ? 'THEN NOT' : 'THEN', then: stepOf(condition.then), within: writeWithin(condition.within) }
  }
}

function stepOf({ of, parameters }: Step): TreeStep {
  return { subject: of.name, parameters: parameters.map((given: Given) => testOf(given.parameter.name, given)) }
}

function testOf(subject: string, asked: Asked): TreeTest {
  const { relation, values } = relationOf(asked)
  const several = values.length !== 1 && (relation === '=' || relation === '!=')
  return { subject, operator: several ? (relation === '=' ? 'IN' : 'NOT IN') : relation, values: values.map(valueOf) }
}

function valueOf(value: Value): TreeValue {
  switch (value.kind) {
    case 'text':
      return { as: 'text', text: value.text }
    case 'number':
      return { as: 'number', text: value.number }
    case 'moment':
      return { as: 'date', text: writeDate(value.moment) }
    case 'id':
      return { as: 'id', text: value.id }
    case 'boolean':
      return { as: 'boolean', text: String(value.boolean) }
    case 'point':
      return { as: 'point', text: `${value.latitude}, ${value.longitude}` }
  }
}
