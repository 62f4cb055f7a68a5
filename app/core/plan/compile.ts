// Makes a plan ready for one shop: windows learn its calendar, amounts its currency, and cheap tests come first.
import type { CutPoints } from '#app/core/evaluate/cut-points.ts'
import type { DelegatedAnswer } from '#app/core/evaluate/delegated.ts'
import type { Program, ProgramNode, Test } from '#app/core/evaluate/program.ts'
import { UNKNOWN } from '#app/core/evaluate/verdict.ts'
import { asksProducts, compileEvents } from '#app/core/plan/compile-events.ts'
import { compileField } from '#app/core/plan/compile-field.ts'
import { compileRange } from '#app/core/plan/compile-range.ts'
import { compileScore } from '#app/core/plan/compile-score.ts'
import { compileSequence } from '#app/core/plan/compile-sequence.ts'
import { compileWindow, opensNever } from '#app/core/plan/compile-window.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { foldCase } from '#app/core/vocabulary/names.ts'
import { decimalsOf } from '#app/core/money.ts'
import type { DateColumn, DateRange, ListColumn, Metric, Plan, PlanNode, PlanTest, TextColumn } from '#app/core/plan/plan.ts'

/** What the answer depends on besides the facts of customers. */
export interface ShopTerms {
  readonly zone: Zone
  /** ISO 4217. */
  readonly currency: string
  /** Orders before this instant may exist without being readable; null when the whole history is. */
  readonly historyFrom: Instant | null
  /** False until products are synced: clauses on what a product is are unknown. */
  readonly productsKnown: boolean
  /** Paths of metafields that are held, whoever has them; null when all are. A clause on another one is unknown. */
  readonly metafieldsKnown: ReadonlySet<string> | null
  /** Of postcodes only the beginning is held: whether one goes on as a rule asks is unknown. */
  readonly postcodesCut?: boolean
  /** By clause, what Shopify answered; a clause that is not there has not been answered, and is unknown. */
  readonly delegated?: ReadonlyMap<string, DelegatedAnswer>
  /** What scores and percentiles are held against; without any they are unknown. */
  readonly cutPoints?: CutPoints | null
}

export function compile(plan: Plan, shop: ShopTerms): Program {
  const root = compileNode(plan.root, shop)
  return { root, rootOfTheBorn: { op: 'all', of: [{ op: 'test', test: { kind: 'born', key: 'born' } }, root] } }
}

function compileNode(node: PlanNode, shop: ShopTerms): ProgramNode {
  switch (node.kind) {
    case 'all':
    case 'any': {
      const of = node.of.map((child) => compileNode(child, shop))
      return { op: node.kind, of: of.sort((a, b) => costOf(a) - costOf(b)) }
    }
    case 'not': return { op: 'not', of: compileNode(node.of, shop) }
    case 'constant': return constant(node.value)
    default: return compileTest(node, shop)
  }
}

function compileTest(test: PlanTest, shop: ShopTerms): ProgramNode {
  const key = JSON.stringify(test)
  switch (test.kind) {
    case 'present':
      return isDate(test.column) ? compileDate(key, test.column, { from: null, to: null }, shop) : leaf({ kind: 'present', key, column: test.column })
    case 'text': return leaf({ kind: 'text', key, column: test.column, value: test.value })
    case 'contains':
      return leaf({ kind: 'contains', key, column: test.column, value: test.column === 'tags' || test.column === 'foreignTags' ? foldCase(test.value) : test.value })
    case 'number':
      return leaf({ kind: 'number', key, column: test.column, range: compileRange(test.range, test.column === 'amountSpent' ? decimalsOf(shop.currency) : 0) })
    case 'date': return compileDate(key, test.column, test.range, shop)
    case 'member': return leaf({ kind: 'member', key, segment: test.segment })
    case 'entered':
    case 'left': {
      const range = test.range ?? { from: null, to: null }
      return opensNever(range, shop.zone) ? constant(false) : leaf({ kind: test.kind, key, segment: test.segment, window: compileWindow(range, shop.zone) })
    }
    case 'named': return { op: 'constant', answer: UNKNOWN }
    case 'flag':
    case 'metafield':
    case 'anniversary':
    case 'age':
    case 'place':
    case 'metric': {
      const field = compileField(test, shop)
      return field === null ? { op: 'constant', answer: UNKNOWN } : typeof field === 'boolean' ? constant(field) : leaf({ ...field, key })
    }
    case 'score': return compileScore(test, shop)
    case 'delegated': {
      const answered = shop.delegated?.get(test.clause)
      return answered ? leaf({ kind: 'delegated', key, ...answered }) : { op: 'constant', answer: UNKNOWN }
    }
    case 'events': {
      if (!shop.productsKnown && asksProducts(test)) return { op: 'constant', answer: UNKNOWN }
      const events = compileEvents(test, shop)
      return typeof events === 'boolean' ? constant(events) : leaf({ ...events, key })
    }
    case 'sequence': {
      if (!shop.productsKnown && (asksProducts(test.first) || asksProducts(test.then))) return { op: 'constant', answer: UNKNOWN }
      const sequence = compileSequence(test, shop)
      return typeof sequence === 'boolean' ? constant(sequence) : leaf({ ...sequence, key })
    }
  }
}

function compileDate(key: string, column: DateColumn, range: DateRange, shop: ShopTerms): ProgramNode {
  if (opensNever(range, shop.zone)) return constant(false)
  const window = compileWindow(range, shop.zone)
  if (column === 'customerCreated') return leaf({ kind: 'created', key, window })
  if (column === 'abandonedCheckout') return leaf({ kind: 'orderDate', key, which: 'checkout', window, historyFrom: null })
  return leaf({ kind: 'orderDate', key, which: column === 'firstOrder' ? 'first' : 'last', window, historyFrom: shop.historyFrom })
}

const leaf = (test: Test): ProgramNode => ({ op: 'test', test })

const constant = (value: boolean): ProgramNode => ({ op: 'constant', answer: value ? 1 : 0 })

function isDate(column: TextColumn | ListColumn | DateColumn): column is DateColumn {
  return column === 'customerCreated' || column === 'firstOrder' || column === 'lastOrder' || column === 'abandonedCheckout'
}

/** Worked out once for a whole block. */
const summed: ReadonlySet<Metric> = new Set(['ordersCounted', 'grossSpent', 'netSpent', 'refundedAmount', 'averageOrderValue', 'refundShare', 'discountShare'] as const)

/** Timeless columns before dates, dates before orders, orders before their lines. */
function costOf(node: ProgramNode): number {
  switch (node.op) {
    case 'constant': return 0
    case 'not': return costOf(node.of)
    case 'all':
    case 'any': return node.of.reduce((sum, child) => sum + costOf(child), 0)
    case 'test': return costOfTest(node.test)
  }
}

function costOfTest(test: Test): number {
  switch (test.kind) {
    case 'contains':
    case 'member': return 2
    case 'metric': return summed.has(test.metric) ? 3 : 15
    case 'created':
    case 'entered':
    case 'left': return 4
    case 'orderDate': return 5
    case 'events': return test.conditions.lines ? 40 : 20
    case 'place': return 6
    case 'anniversary': return 5
    case 'metafieldDate':
    case 'age': return 4
    case 'sequence': return 60
    default: return 1
  }
}
