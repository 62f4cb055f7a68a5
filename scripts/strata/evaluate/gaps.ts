// What the file leaves open of some customers: whether there is a note, and what their consent was before it last changed.
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import type { Verdicts } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import { bytes } from '#app/core/facts/column.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { compile, type ShopTerms } from '#app/core/plan/compile.ts'
import type { Plan, PlanTest } from '#app/core/plan/plan.ts'
import { type Fields, fields, instant } from '#app/shopify/payloads/read.ts'
import { withUnknown } from './answerable.ts'

type Open = 'emailConsent' | 'smsConsent' | 'hasNote'

const kinds: readonly { readonly column: Open; readonly bit: number; readonly why: (count: number) => string }[] = [
  { column: 'emailConsent', bit: 1, why: (count) => `The consent to e-mail of ${count} customers changed since then: what it was is unknown.` },
  { column: 'smsConsent', bit: 2, why: (count) => `The consent to SMS of ${count} customers changed since then: what it was is unknown.` },
  { column: 'hasNote', bit: 4, why: (count) => `The customers file does not say of ${count} customers whether there is a note: unknown here.` },
]

export class Gaps {
  /** Bits of what is open, a customer each. */
  readonly #open = bytes()
  readonly #asOf: Instant | null

  /** `asOf`: an instant in the past that is asked about. */
  constructor(asOf: Instant | null) {
    this.#asOf = asOf
  }

  /** The next customer of the block. */
  readonly add = (customer: Fields): void => {
    this.#open.push((this.#later(customer.defaultEmailAddress) ? 1 : 0) | (this.#later(customer.defaultPhoneNumber) ? 2 : 0) | (customer.note === undefined ? 4 : 0))
  }

  #later(channel: Fields[string]): boolean {
    const at = instant(fields(channel).marketingUpdatedAt)
    return this.#asOf !== null && at !== null && at > this.#asOf
  }

  /** What is unknown of whom in this plan, a sentence each. */
  missingFor(plan: Plan): string[] {
    return kinds.filter((kind) => asks(plan, kind.bit)).flatMap(({ bit, why }) => {
      const count = this.#open.values.subarray(0, this.#open.length).reduce((sum, open) => sum + (open & bit ? 1 : 0), 0)
      return count === 0 ? [] : [why(count)]
    })
  }

  /** The rule's verdicts, each row by the plan that knows as much as the file does. */
  evaluate(rule: Plan, block: Block, terms: ShopTerms, now: Instant): Verdicts {
    return this.#byRow(rule, block, (plan) => evaluate(compile(plan, terms), block, now), (into, from, row) => {
      into.member[row] = from.member[row]!
      into.until[row] = from.until[row]!
    })
  }

  /** The plan as far as the file tells of the customer of a row. */
  known(plan: Plan, row: number): Plan {
    return without(plan, this.#open.values[row]!)
  }

  #byRow<Answer>(plan: Plan, block: Block, answer: (plan: Plan) => Answer, copy: (into: Answer, from: Answer, row: number) => void): Answer {
    const asked = kinds.reduce((bits, { bit }) => (asks(plan, bit) ? bits | bit : bits), 0)
    const open = this.#open.values.subarray(0, block.rows)
    const masks = new Set<number>()
    for (const bits of open) masks.add(bits & asked)
    const [first = 0, ...others] = masks
    const answers = answer(without(plan, first))
    for (const mask of others) {
      const of = answer(without(plan, mask))
      for (let row = 0; row < block.rows; row++) if ((open[row]! & asked) === mask) copy(answers, of, row)
    }
    return answers
  }
}

const without = (plan: Plan, mask: number): Plan => (mask === 0 ? plan : withUnknown(plan, (test) => (bitOf(test) & mask) === 0))

function asks(plan: Plan, bit: number): boolean {
  let found = false
  withUnknown(plan, (test) => {
    found ||= bitOf(test) === bit
    return true
  })
  return found
}

function bitOf(test: PlanTest): number {
  return 'column' in test ? (kinds.find(({ column }) => column === test.column)?.bit ?? 0) : 0
}
