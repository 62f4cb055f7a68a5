// What would bring a customer in: time, orders, or what they are; the least first, each tried out on the evaluator.
import { NO, YES, type Membership } from '#app/core/evaluate/verdict.ts'
import { forcing } from '#app/core/explain/because.ts'
import { corrections, type Wanted } from '#app/core/explain/corrections.ts'
import { edited, editFor, type Edit } from '#app/core/explain/edits.ts'
import type { Change, Hindrance, Obstacle, Turn } from '#app/core/explain/explanation.ts'
import { lastChance } from '#app/core/explain/last-chance.ts'
import { hangsOnOrders, moreOrders } from '#app/core/explain/more-orders.ts'
import { planOfClauses, type ClausedRule } from '#app/core/explain/rule.ts'
import type { Inquiry, Subject } from '#app/core/explain/subject.ts'
import { testsIn, testTreeOf, type TestTree } from '#app/core/explain/tests-of.ts'
import { fingerprint } from '#app/core/plan/fingerprint.ts'
import type { PlanNode, PlanTest } from '#app/core/plan/plan.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Changes told, sets tried for them, and turns of the rule waited through. */
const MOST_TOLD = 3
const MOST_TRIED = 16
const MOST_TURNS = 12

export interface Remedies {
  readonly changes: readonly Change[]
  readonly obstacles: readonly Obstacle[]
}

type Made = Pick<Change, 'edits' | 'orders' | 'at' | 'before'> & { readonly subject: Subject }

/** Of a customer who is not in. */
export function remediesFor(rule: ClausedRule, subject: Subject, inquiry: Inquiry, now: Instant): Remedies {
  const root = planOfClauses(rule).root
  const of = testTreeOf(root)
  const answers = inquiry.askAll(of.tests, subject, now).map(({ answer }) => answer)
  const before = inquiry.askAll(rule.clauses, subject, now).map(({ answer }) => answer)
  const sets = corrections(of.tree, answers).slice(0, MOST_TRIED)
  const changes: Change[] = []
  const tell = ({ subject: then, ...made }: Made): void => {
    const edits = inquiry.askAll(rule.clauses, edited(subject, made.edits), now).map(({ answer }) => answer)
    changes.push({ ...made, turns: turnsOf(rule, { before, edits, rest: made.orders === null ? 'time' : 'orders' }, inquiry, then, made.at) })
  }
  const waited = waitedFor(root, subject, inquiry, now)
  if (waited !== null) tell({ edits: [], orders: null, at: waited, before: null, subject })
  const done: Wanted[] = []
  for (const set of sets) {
    if (changes.length >= MOST_TOLD) break
    if (done.some((one) => one.every(([leaf]) => set.some(([other]) => other === leaf)))) continue
    const made = madeBy(set, of, root, subject, inquiry, now)
    if (made === null) continue
    done.push(set)
    if (!changes.some((change) => asDone(change) === asDone(made))) tell(made)
  }
  return { changes, obstacles: changes.length > 0 ? [] : obstaclesIn(sets[0] ?? [], of, rule) }
}

const asDone = ({ edits, orders, at }: Pick<Change, 'edits' | 'orders' | 'at'>): string => JSON.stringify([edits, orders, at])

/** Null when the tests that must turn cannot be turned, together, by what can be named. */
function madeBy(set: Wanted, { tests }: TestTree, root: PlanNode, subject: Subject, inquiry: Inquiry, now: Instant): Made | null {
  const edits: Edit[] = []
  const ordered: PlanTest[] = []
  for (const [leaf, wanted] of set) {
    const test = tests[leaf]!
    const edit = editFor(test, wanted)
    if (edit) edits.push(edit)
    else ordered.push(test)
  }
  return new Making(root, ordered, subject, inquiry, now).withEdits(edits)
}

class Making {
  readonly #root: PlanNode
  readonly #ordered: readonly PlanTest[]
  readonly #subject: Subject
  readonly #inquiry: Inquiry
  readonly #now: Instant

  /** `ordered`: the tests that no edit turns. */
  constructor(root: PlanNode, ordered: readonly PlanTest[], subject: Subject, inquiry: Inquiry, now: Instant) {
    this.#root = root
    this.#ordered = ordered
    this.#subject = subject
    this.#inquiry = inquiry
    this.#now = now
  }

  /** With those edits, or as many of them as it takes: an order may turn more than it was asked to. */
  withEdits(edits: readonly Edit[]): Made | null {
    const found = this.#found(edits)
    if (found === null) return null
    const { made, done } = found
    const fewer = edits.map((idle) => edits.filter((edit) => edit !== idle)).find((rest) => this.#inquiry.holds(this.#root, done(edited(this.#subject, rest)), made.at))
    return fewer ? this.withEdits(fewer) : made
  }

  /** `done`: another customer after the same orders. */
  #found(edits: readonly Edit[]): { readonly made: Made; readonly done: (subject: Subject) => Subject } | null {
    const then = edited(this.#subject, edits)
    const asIs = (subject: Subject): Subject => subject
    const { answer, until } = this.#inquiry.ask(this.#root, then, this.#now)
    if (answer === YES) return { made: { edits, orders: null, at: this.#now, before: until === Infinity ? null : until, subject: then }, done: asIs }
    const more = this.#ordered.some(hangsOnOrders) ? moreOrders(this.#root, this.#ordered, then, this.#inquiry, this.#now) : null
    if (more) {
      const before = lastChance(this.#root, (at) => more.placedBy(then, at), this.#inquiry, this.#now)
      return { made: { edits, orders: more.asked, at: this.#now, before, subject: more.placedBy(then, this.#now) }, done: (one) => more.placedBy(one, this.#now) }
    }
    const at = edits.length > 0 ? waitedFor(this.#root, then, this.#inquiry, this.#now) : null
    return at === null ? null : { made: { edits, orders: null, at, before: null, subject: then }, done: asIs }
  }
}

/** The first instant from `now` on at which the rule holds of itself; null when it never does, or not within a dozen turns. */
function waitedFor(root: PlanNode, subject: Subject, inquiry: Inquiry, now: Instant): Instant | null {
  let at = now
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const { answer, until } = inquiry.ask(root, subject, at)
    if (answer === YES) return at
    if (until === Infinity) return null
    at = until
  }
  return null
}

/** Of the clauses that then force a yes, those that did not say so before. `edits`: what each says after the edits alone. */
function turnsOf(
  { tree, clauses }: ClausedRule, { before, edits, rest }: { readonly before: readonly Membership[]; readonly edits: readonly Membership[]; readonly rest: 'time' | 'orders' },
  inquiry: Inquiry, subject: Subject, at: Instant,
): readonly Turn[] {
  const after = inquiry.askAll(clauses, subject, at).map(({ answer }) => answer)
  return forcing(tree, after).filter((clause) => after[clause] !== before[clause])
    .map((clause) => ({ clause, holds: after[clause] === YES, by: after[clause] === edits[clause] ? 'edits' : rest }))
}

function obstaclesIn(set: Wanted, { tests }: TestTree, { clauses }: ClausedRule): readonly Obstacle[] {
  const told = set.flatMap(([leaf, wanted]): readonly Obstacle[] => {
    const test = tests[leaf]!
    const key = fingerprint(test)
    const clause = clauses.findIndex((one) => testsIn(one).some((other) => fingerprint(other) === key))
    return clause < 0 ? [] : [{ clause, holds: wantedOf(clauses[clause]!, key, wanted), why: hindranceOf(test, wanted) }]
  })
  return told.filter(({ clause }, index) => told.findIndex((one) => one.clause === clause) === index)
}

/** What the clause would have to answer for one of its tests to turn: the other way round under a NOT. */
function wantedOf(clause: PlanNode, key: string, wanted: typeof NO | typeof YES): boolean {
  switch (clause.kind) {
    case 'all':
    case 'any': return wantedOf(clause.of.find((part) => testsIn(part).some((test) => fingerprint(test) === key))!, key, wanted)
    case 'not': return !wantedOf(clause.of, key, wanted)
    default: return wanted === YES
  }
}

function hindranceOf(test: PlanTest, wanted: typeof NO | typeof YES): Hindrance {
  switch (test.kind) {
    case 'delegated': return 'shopify'
    case 'score': return 'crowd'
    case 'member':
    case 'entered':
    case 'left':
    case 'named': return 'frozen'
    case 'events': return test.of === 'refunds' || test.of === 'checkouts' ? 'event' : 'done'
    case 'date':
    case 'present': return test.column === 'abandonedCheckout' ? 'event' : editFor(test, wanted) ? 'together' : 'done'
    default: return editFor(test, wanted) ? 'together' : 'done'
  }
}
