// The identity of a plan: canonical text, equal exactly when two plans in normal form are equal.
import type { DateEdge, DateRange, EventCondition, Having, MetafieldTest, NumberRange, PlaceCondition, Plan, PlanNode, SequenceStep, Within } from './plan.ts'

/** A plan of `root`, which must be in normal form. */
export function planOf(root: PlanNode): Plan {
  return { root, fingerprint: fingerprint(root) }
}

/** Children count in order; texts are quoted as JSON, so that nothing in them can look like structure. */
export function fingerprint(node: PlanNode): string {
  switch (node.kind) {
    case 'all':
      return `(${node.of.map(fingerprint).join(' & ')})`
    case 'any':
      return `(${node.of.map(fingerprint).join(' | ')})`
    case 'not':
      return `!${fingerprint(node.of)}`
    case 'constant':
      return String(node.value)
    case 'flag':
      return node.column
    case 'present':
      return `${node.column}?`
    case 'text':
      return `${node.column}=${JSON.stringify(node.value)}`
    case 'contains':
      return `${node.column}~${JSON.stringify(node.value)}`
    case 'number':
      return `${node.column}${numbers(node.range)}`
    case 'date':
      return `${node.column}${dates(node.range)}`
    case 'metric':
      return `${node.metric}${node.range ? numbers(node.range) : '?'}`
    case 'score':
      return `${node.score}${node.range ? numbers(node.range) : '?'}`
    case 'metafield':
      return `${JSON.stringify(node.path)}${metafield(node.is)}`
    case 'anniversary':
      return `anniversary${JSON.stringify(node.path)}${dates(node.range)}`
    case 'age':
      return `age${JSON.stringify(node.path)}${numbers(node.range)}`
    case 'place':
      return `place{${node.where.map(place).join(' ')}}`
    case 'events':
      return `${step(node)}{${node.having.map(having).join(' ')}}`
    case 'sequence':
      return `${step(node.first)}>${node.negated ? '!' : ''}${step(node.then)}${within(node.within)}`
    case 'member':
      return `member#${node.segment}`
    case 'named':
      return `named${JSON.stringify(node.segment)}${node.history ? `${node.history.kind}${history(node.history.range)}` : ''}`
    case 'entered':
    case 'left':
      return `${node.kind}#${node.segment}${history(node.range)}`
    case 'delegated':
      return `ask${JSON.stringify(node.clause)}`
  }
}

const history = (range: DateRange | null): string => (range ? dates(range) : '?')

function metafield(is: MetafieldTest): string {
  switch (is.as) {
    case 'present':
      return '?'
    case 'text':
      return `=${JSON.stringify(is.values)}`
    case 'element':
      return `~${JSON.stringify(is.value)}`
    case 'boolean':
      return `=${is.value}`
    case 'number':
      return numbers(is.range)
    case 'date':
      return dates(is.range)
  }
}

function place(one: PlaceCondition): string {
  return `${one.negated ? '!' : ''}${one.on}${placeValue(one)}`
}

function placeValue(one: PlaceCondition): string {
  switch (one.on) {
    case 'distance':
      return `@${one.latitude},${one.longitude}${numbers(one.metres)}`
    case 'postcode':
      return JSON.stringify(one.prefixes)
    default:
      return JSON.stringify(one.values)
  }
}

function step({ of, where }: SequenceStep): string {
  return `${of}{${where.map(condition).join(' ')}}`
}

function condition(one: EventCondition): string {
  return `${one.negated ? '!' : ''}${one.on}${conditionValue(one)}`
}

function conditionValue(one: EventCondition): string {
  if (one.on === 'date') return dates(one.range)
  if ('ranges' in one) return one.ranges.map(numbers).join(',')
  return 'values' in one ? JSON.stringify(one.values) : ''
}

function having({ of, range, negated }: Having): string {
  return `${negated ? '!' : ''}${of}${numbers(range)}`
}

function within(one: Within): string {
  return one.kind === 'calendar' ? `${one.count}${one.unit}` : `${one.ms}ms`
}

function numbers({ min, max }: NumberRange): string {
  return `${min ? `${min.inclusive ? '[' : '('}${min.value}` : '('}..${max ? `${max.value}${max.inclusive ? ']' : ')'}` : ')'}`
}

function dates({ from, to }: DateRange): string {
  return `<${from ? `${moment(from.moment)}:${from.at}` : ''}..${to ? `${moment(to.moment)}:${to.at}` : ''}>`
}

function moment(one: DateEdge['moment']): string {
  switch (one.kind) {
    case 'day':
      return `${one.year}-${one.month}-${one.day}`
    case 'datetime':
      return `${one.year}-${one.month}-${one.day}T${one.hour}-${one.minute}-${one.second}`
    case 'offset':
      return `${one.count}${one.unit}`
    case 'duration':
      return `${one.ms}ms`
    case 'month':
      return `${one.count}M`
  }
}
