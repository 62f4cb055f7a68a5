// A plan as questions: tests of one column share a property, and aggregates over the same events do.
import type { EventsTest, Having, PlanNode, PlanTest, SequenceTest } from '#app/core/plan/plan.ts'
import { filterKey } from './filter-key.ts'
import { aggregate, columnNumber, metricNumber, scoreNumber } from './numbers.ts'
import type { Filter, Formula, Question } from './question.ts'

const ANY: Having = { of: 'count', range: { min: { value: '1', inclusive: true }, max: null }, negated: false }

/** `negated` asks the opposite of the node. */
export function formulaOf(node: PlanNode, negated = false): Formula {
  switch (node.kind) {
    case 'all':
    case 'any':
      return { kind: (node.kind === 'all') === negated ? 'any' : 'all', of: node.of.map((one) => formulaOf(one, negated)) }
    case 'not':
      return formulaOf(node.of, !negated)
    case 'constant':
      return { kind: node.value === negated ? 'any' : 'all', of: [] }
    case 'events':
      return events(node, negated)
    default:
      return { kind: 'ask', question: questionOf(node), negated }
  }
}

/** The opposite formula. */
export function opposite(formula: Formula): Formula {
  if (formula.kind === 'ask') return { ...formula, negated: !formula.negated }
  return { kind: formula.kind === 'all' ? 'any' : 'all', of: formula.of.map(opposite) }
}

/** Aggregates over the same events are tests of the same customer that must all hold. */
function events({ of, where, having }: EventsTest, negated: boolean): Formula {
  const filter: Filter = { of, where }
  const asked = (having.length === 0 ? [ANY] : having).map((one): Formula => ({ kind: 'ask', question: aggregate(one, filter), negated: one.negated !== negated }))
  return asked.length === 1 ? asked[0]! : { kind: negated ? 'any' : 'all', of: asked }
}

function questionOf(test: Exclude<PlanTest, EventsTest>): Question {
  switch (test.kind) {
    case 'number':
      return columnNumber(test.column, test.range)
    case 'metric':
      return metricNumber(test.metric, test.range)
    case 'score':
      return scoreNumber(test.score, test.range)
    case 'age':
      return { kind: 'number', key: `age ${test.path}`, ranges: [test.range], whole: true, nullable: true, least: null, most: null, within: test.path }
    case 'date':
      return { kind: 'date', key: test.column, range: test.range, past: true }
    case 'text':
      return { kind: 'text', key: test.column, values: [test.value] }
    case 'flag':
      return { kind: 'yes', key: test.column }
    case 'present':
      return present(test.column)
    case 'contains':
      // A tag that a segment of ours writes may be read as membership, and is then no tag in the sense of IS NULL.
      return { kind: 'yes', key: `${test.column}~${test.value}`, ...(test.column === 'tags' ? {} : { within: test.column }) }
    case 'metafield':
      return metafield(test)
    case 'place':
      return { kind: 'yes', key: JSON.stringify(test), address: test.where }
    case 'sequence':
      return sequence(test)
    case 'anniversary':
    case 'member':
    case 'entered':
    case 'left':
    case 'named':
    case 'delegated':
      return { kind: 'yes', key: JSON.stringify(test) }
  }
}

function present(column: Extract<PlanTest, { kind: 'present' }>['column']): Question {
  switch (column) {
    case 'customerCreated':
    case 'firstOrder':
    case 'lastOrder':
    case 'abandonedCheckout':
      return { kind: 'date', key: column, range: null, past: true }
    case 'tags':
    case 'foreignTags':
    case 'countries':
    case 'regions':
    case 'cities':
      return { kind: 'yes', key: column }
    default:
      return { kind: 'text', key: column, values: null }
  }
}

/** A value may be read in several ways, each a property of its own; none of them is there without a value. */
function metafield({ path, is }: Extract<PlanTest, { kind: 'metafield' }>): Question {
  const within = path
  switch (is.as) {
    case 'present':
      return { kind: 'yes', key: path }
    case 'text':
      return { kind: 'text', key: `${path} text`, values: is.values, within }
    case 'element':
      return { kind: 'yes', key: `${path}~${is.value}`, within }
    case 'boolean':
      return { kind: 'text', key: `${path} boolean`, values: [String(is.value)], within }
    case 'number':
      return { kind: 'number', key: `${path} number`, ranges: [is.range], whole: false, nullable: true, least: null, most: null, within }
    case 'date':
      return { kind: 'date', key: `${path} date`, range: is.range, past: false, within }
  }
}

function sequence(test: SequenceTest): Question {
  const { first, then, negated } = test
  const key = `sequence ${filterKey(first)} ${negated} ${filterKey(then)} ${JSON.stringify(test.within)}`
  return { kind: 'yes', key, finds: negated ? [first] : [first, then] }
}
