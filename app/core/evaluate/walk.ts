// Walks the tree of a program over a stretch of rows: a test is one loop, and a row that is decided is skipped where it pays.
import { bind } from '#app/core/evaluate/bind.ts'
import { combine, combineAnswers, negateAnswers } from '#app/core/evaluate/combine.ts'
import type { ProgramNode, Test } from '#app/core/evaluate/program.ts'
import { answersFor } from '#app/core/evaluate/scan.ts'
import type { Answers, Need, Scan } from '#app/core/evaluate/scan.ts'
import { NO, YES } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class Walk {
  readonly #block: Block
  readonly #size: number
  readonly #withBounds: boolean
  readonly #shared: ReadonlySet<string>
  readonly #bound = new Map<string, BoundTest>()
  readonly #spare: Answers[] = []
  readonly #spareNeeds: Uint8Array[] = []
  readonly #start: Instant
  #now: Instant
  #from = 0
  #to = 0
  /** Counts stretches and instants, to know which answers of shared tests are of now. */
  #turn = 0
  #recurs = true

  /** `size`: the most rows of one stretch. `shared`: keys of tests that several places ask for. */
  constructor(block: Block, options: { now: Instant, size: number, withBounds: boolean, shared?: ReadonlySet<string> }) {
    this.#block = block
    this.#start = options.now
    this.#now = options.now
    this.#size = options.size
    this.#withBounds = options.withBounds
    this.#shared = options.shared ?? new Set()
  }

  /** The next stretch, rows [from, to), as of `now`, not before the instant of the start. */
  moveTo(from: number, to: number, now: Instant): void {
    this.#from = from
    this.#to = to
    this.#now = now
    this.#turn++
    this.#recurs = true
  }

  /** Of the row that was visited, in a walk of size 1: from this instant on nothing but tests that recur may change. */
  get recurs(): boolean {
    return this.#recurs
  }

  /** Fills `out`. Answers whether time may change any of it; `bound` and `exact` are filled in only then. */
  visit(node: ProgramNode, out: Answers, need: Need = null): boolean {
    switch (node.op) {
      case 'constant':
        out.answer.fill(node.answer, 0, this.#to - this.#from)
        return false
      case 'not': {
        const timed = this.visit(node.of, out, need)
        negateAnswers(out.answer, this.#to - this.#from)
        return timed
      }
      case 'test': return this.#test(node.test, out, need)
      case 'all': return this.#fold(NO, node.of, out, need)
      case 'any': return this.#fold(YES, node.of, out, need)
    }
  }

  #fold(ruler: typeof NO | typeof YES, nodes: readonly ProgramNode[], out: Answers, need: Need): boolean {
    const rows = this.#to - this.#from
    const one = this.#spare.pop() ?? answersFor(this.#size)
    const open = this.#spareNeeds.pop() ?? new Uint8Array(this.#size)
    out.answer.fill(ruler === NO ? YES : NO, 0, rows)
    let timed = nodes.length > 0 && this.visit(nodes[0]!, out, need)
    let asked = need
    for (let index = 1; index < nodes.length; index++) {
      const node = nodes[index]!
      if (isCostly(node)) {
        if (!markOpen(ruler, out, timed, need, open, rows)) break
        asked = open
      }
      const oneTimed = this.visit(node, one, asked)
      if (timed || oneTimed) {
        if (!timed) forever(out, rows)
        if (!oneTimed) forever(one, rows)
        combine(ruler, out, one, rows)
        timed = true
      } else combineAnswers(ruler, out.answer, one.answer, rows)
    }
    this.#spare.push(one)
    this.#spareNeeds.push(open)
    return timed
  }

  #test(test: Test, out: Answers, need: Need): boolean {
    let bound = this.#bound.get(test.key)
    if (!bound) {
      bound = { scan: bind(test, this.#block, this.#start), now: NaN, kept: null, turn: 0 }
      this.#bound.set(test.key, bound)
    }
    if (bound.now !== this.#now) {
      bound.scan.moveTo(this.#now)
      bound.now = this.#now
    }
    if (!this.#shared.has(test.key)) return this.#run(bound.scan, out, need)
    bound.kept ??= answersFor(this.#size)
    if (bound.turn !== this.#turn) {
      this.#run(bound.scan, bound.kept, null)
      bound.turn = this.#turn
    }
    return this.#copy(bound.scan, bound.kept, out)
  }

  #run(scan: Scan, out: Answers, need: Need): boolean {
    scan.answer(this.#from, this.#to, need, out)
    const timed = this.#withBounds && scan.timed
    if (timed) {
      scan.bound(this.#from, this.#to, need, out)
      if (scan.recurs !== true && out.bound[0]! < Infinity) this.#recurs = false
    }
    return timed
  }

  #copy(scan: Scan, kept: Answers, out: Answers): boolean {
    const rows = this.#to - this.#from
    const timed = this.#withBounds && scan.timed
    copy(kept.answer, out.answer, rows)
    if (timed) {
      copy(kept.bound, out.bound, rows)
      copy(kept.exact, out.exact, rows)
    }
    return timed
  }
}

interface BoundTest {
  readonly scan: Scan
  now: Instant
  /** Answers of a shared test, those of `turn`. */
  kept: Answers | null
  turn: number
}

function copy<A extends Uint8Array | Float64Array>(from: A, to: A, rows: number): void {
  to.set(from.length === rows ? from : from.subarray(0, rows))
}

function forever({ bound, exact }: Answers, rows: number): void {
  bound.fill(Infinity, 0, rows)
  exact.fill(0, 0, rows)
}

/** Marks the rows that the nodes to come can still change, now or later. Answers whether there are any. */
function markOpen(ruler: number, { answer, bound }: Answers, timed: boolean, need: Need, open: Uint8Array, rows: number): boolean {
  let any = 0
  for (let row = 0; row < rows; row++) {
    const wanted = need ? need[row]! : 1
    open[row] = wanted & +(answer[row] !== ruler || (timed && bound[row]! < Infinity))
    any |= open[row]!
  }
  return any !== 0
}

/** Reads orders row by row, so that skipping a row is worth a look. */
function isCostly(node: ProgramNode): boolean {
  switch (node.op) {
    case 'constant': return false
    case 'test': return node.test.kind === 'events' || node.test.kind === 'orderDate' || node.test.kind === 'sequence' || node.test.kind === 'metric'
    case 'not': return isCostly(node.of)
    default: return node.of.some(isCostly)
  }
}
