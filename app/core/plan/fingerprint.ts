// The identity of a plan: canonical text, equal exactly when two plans in normal form are equal.
import type { DateRange, Having, LineCondition, Moment, NumberRange, OrderCondition, Plan, PlanNode } from './plan.ts'

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
    case 'orders':
    case 'products':
      return `${node.kind}{${node.where.map(condition).join(' ')}}{${node.having.map(having).join(' ')}}`
    case 'member':
      return `member#${node.segment}`
  }
}

function condition(one: OrderCondition | LineCondition): string {
  return `${one.negated ? '!' : ''}${one.on}${conditionValue(one)}`
}

function conditionValue(one: OrderCondition | LineCondition): string {
  switch (one.on) {
    case 'date':
      return dates(one.range)
    case 'amount':
    case 'quantity':
      return numbers(one.range)
    case 'app':
    case 'location':
    case 'product':
      return `[${one.ids.join(',')}]`
    case 'productTag':
      return `=${JSON.stringify(one.value)}`
  }
}

function having({ of, range, negated }: Having): string {
  return `${negated ? '!' : ''}${of}${numbers(range)}`
}

function numbers({ min, max }: NumberRange): string {
  return `${min ? `${min.inclusive ? '[' : '('}${min.value}` : '('}..${max ? `${max.value}${max.inclusive ? ']' : ')'}` : ')'}`
}

function dates({ from, to }: DateRange): string {
  return `<${from ? `${moment(from.moment)}:${from.at}` : ''}..${to ? `${moment(to.moment)}:${to.at}` : ''}>`
}

function moment(one: Moment): string {
  switch (one.kind) {
    case 'day':
      return `${one.year}-${one.month}-${one.day}`
    case 'datetime':
      return `${one.year}-${one.month}-${one.day}T${one.hour}-${one.minute}-${one.second}`
    case 'offset':
      return `${one.count}${one.unit}`
    case 'duration':
      return `${one.ms}ms`
  }
}
