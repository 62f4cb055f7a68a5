// Instants cut at the edges that a rule names. Edges whose order is not certain leave every arrangement open that contradicts no certain one.
import type { DateEdge } from '#app/core/plan/plan.ts'
import type { Axis, Cells } from './cells.ts'
import { edgeKey, edgeOf, isFuture, notAfter } from './date-order.ts'
import type { Edge } from './date-order.ts'
import type { DateQuestion, Question } from './question.ts'

const MOST_CELLS = 1000
const MOST_EDGES = 60

/** A cell is the set of edges that an instant has passed. Null when there are too many. */
export function dateAxis(questions: readonly DateQuestion[]): Axis | null {
  const edges = inOrder(questions)
  const at = new Map(edges.map((edge, index) => [edgeKey(edge), index]))
  const passed = arrangements(edges, questions[0]!.past)
  if (!passed) return null
  const full = (1n << BigInt(passed.length + 1)) - 1n
  const isPast = (edge: DateEdge, cell: bigint): boolean => (cell & (1n << BigInt(at.get(edgeKey(edgeOf(edge)))!))) > 0n
  return {
    full,
    yes: (question: Question): Cells => {
      const { range } = question as DateQuestion
      if (range === null) return full - 1n
      const { from, to } = range
      let cells = 0n
      passed.forEach((cell, index) => {
        if ((from === null || isPast(from, cell)) && (to === null || !isPast(to, cell))) cells |= 1n << BigInt(index + 1)
      })
      return cells
    },
  }
}

/** Each edge once, none before one that certainly comes earlier. */
function inOrder(questions: readonly DateQuestion[]): readonly Edge[] {
  const edges = new Map<string, Edge>()
  for (const { range } of questions) {
    for (const edge of [range?.from, range?.to]) if (edge) edges.set(edgeKey(edgeOf(edge)), edgeOf(edge))
  }
  const left = new Map([...edges.values()].slice(0, MOST_EDGES + 1).map((edge, _, all) => [edge, all.filter((other) => isBefore(other, edge))]))
  const ordered = new Set<Edge>()
  while (left.size > 0) {
    for (const [edge, before] of left) {
      if (before.some((other) => !ordered.has(other))) continue
      ordered.add(edge)
      left.delete(edge)
    }
  }
  return [...ordered]
}

function isBefore(a: Edge, b: Edge): boolean {
  return a !== b && notAfter(a, b) && !notAfter(b, a)
}

/** Every set of edges that holds, with an edge, all that certainly come earlier. */
function arrangements(edges: readonly Edge[], past: boolean): readonly bigint[] | null {
  if (edges.length > MOST_EDGES) return null
  let found: bigint[] = [0n]
  for (const [index, edge] of edges.entries()) {
    if (past && isFuture(edge)) continue
    const earlier = edges.reduce((bits, other, bit) => (isBefore(other, edge) ? bits | (1n << BigInt(bit)) : bits), 0n)
    const here = 1n << BigInt(index)
    found = found.flatMap((set) => ((set & earlier) === earlier ? [set, set | here] : [set]))
    if (found.length > MOST_CELLS) return null
  }
  return found
}
