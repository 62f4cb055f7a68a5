// Makes a plan ready for one shop: windows learn its calendar, amounts its currency, and cheap tests come first.
import type { Program, ProgramNode, Test } from '#app/core/evaluate/program.ts'
import { UNKNOWN } from '#app/core/evaluate/verdict.ts'
import { compileEvents } from '#app/core/plan/compile-events.ts'
import { compileRange } from '#app/core/plan/compile-range.ts'
import { compileWindow, opensNever } from '#app/core/plan/compile-window.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { foldCase } from '#app/core/membership/tag-name.ts'
import { decimalsOf } from '#app/core/money.ts'
import type { DateColumn, DateRange, ListColumn, Plan, PlanNode, PlanTest, TextColumn } from '#app/core/plan/plan.ts'

/** What the answer depends on besides the facts of customers. */
export interface ShopTerms {
  readonly zone: Zone
  /** ISO 4217. */
  readonly currency: string
  /** Orders before this instant may exist without being readable; null when the whole history is. */
  readonly historyFrom: Instant | null
  /** False until products are synced: clauses on product tags are unknown. */
  readonly productsKnown: boolean
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
    case 'orders':
    case 'products': {
      if (test.kind === 'products' && !shop.productsKnown && test.where.some(({ on }) => on === 'productTag')) return { op: 'constant', answer: UNKNOWN }
      const events = compileEvents(test, shop)
      return typeof events === 'boolean' ? constant(events) : leaf({ ...events, key })
    }
  }
}

function compileDate(key: string, column: DateColumn, range: DateRange, shop: ShopTerms): ProgramNode {
  if (opensNever(range, shop.zone)) return constant(false)
  const window = compileWindow(range, shop.zone)
  if (column === 'customerCreated') return leaf({ kind: 'created', key, window })
  return leaf({ kind: 'orderDate', key, which: column === 'firstOrder' ? 'first' : 'last', window, historyFrom: shop.historyFrom })
}

const leaf = (test: Test): ProgramNode => ({ op: 'test', test })

const constant = (value: boolean): ProgramNode => ({ op: 'constant', answer: value ? 1 : 0 })

function isDate(column: TextColumn | ListColumn | DateColumn): column is DateColumn {
  return column === 'customerCreated' || column === 'firstOrder' || column === 'lastOrder'
}

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
    case 'created': return 4
    case 'orderDate': return 5
    case 'events': return test.lines ? 40 : 20
    default: return 1
  }
}
