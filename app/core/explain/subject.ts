// One customer as they are, or as they would be, put to the evaluator.
import { evaluateAll, membersOf } from '#app/core/evaluate/evaluate.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { YES, type Membership } from '#app/core/evaluate/verdict.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { CheckoutFacts, CustomerFacts, Instant, OrderFacts } from '#app/core/facts/facts.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import { compile, type ShopTerms } from '#app/core/plan/compile.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'

/** As records, so that one more order is one more record. */
export interface Subject {
  readonly customer: CustomerFacts
  readonly orders: readonly OrderFacts[]
  readonly checkouts: readonly CheckoutFacts[]
}

export interface Answered {
  readonly answer: Membership
  /** Infinity when never. */
  readonly until: Instant
}

/** Asks the evaluator; nothing here has a meaning of its own. Plans are made ready once. */
export class Inquiry {
  readonly terms: ShopTerms
  readonly products: ProductTable
  readonly #programs = new WeakMap<PlanNode, Program>()
  readonly #blocks = new WeakMap<Subject, Block>()

  constructor(terms: ShopTerms, products: ProductTable) {
    this.terms = terms
    this.products = products
  }

  ask(node: PlanNode, subject: Subject, now: Instant): Answered {
    return this.askAll([node], subject, now)[0]!
  }

  askAll(nodes: readonly PlanNode[], subject: Subject, now: Instant): readonly Answered[] {
    const verdicts = evaluateAll(nodes.map((node) => this.#programOf(node)), this.#blockOf(subject), now)
    return nodes.map((_, index) => ({ answer: verdicts.memberOf(index, 0), until: verdicts.untilOf(index, 0) }))
  }

  holds(node: PlanNode, subject: Subject, now: Instant): boolean {
    return membersOf([this.#programOf(node)], this.#blockOf(subject), now)[0]![0] === YES
  }

  #programOf(node: PlanNode): Program {
    const known = this.#programs.get(node)
    if (known) return known
    const made = compile(planOf(node), this.terms)
    this.#programs.set(node, made)
    return made
  }

  #blockOf(subject: Subject): Block {
    const known = this.#blocks.get(subject)
    if (known) return known
    const builder = new BlockBuilder({ foldTag, products: this.products })
    builder.addCustomer(subject.customer)
    for (const order of subject.orders) builder.addOrder(subject.customer.number, order)
    for (const checkout of subject.checkouts) builder.addCheckout(subject.customer.number, checkout)
    const { block } = builder.build()
    this.#blocks.set(subject, block)
    return block
  }
}
