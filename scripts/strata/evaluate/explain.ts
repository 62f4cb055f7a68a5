// Why each customer of the files is in or not: the facts kept as records, and the same explanation as in the app.
import { explain } from '#app/core/explain/explain.ts'
import type { Subject } from '#app/core/explain/subject.ts'
import { spokenRule } from '#app/core/explain-words/clauses.ts'
import { told, type Told } from '#app/core/explain-words/told.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { CustomerFacts, Instant, OrderFacts } from '#app/core/facts/facts.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import type { Meaning } from '#app/core/language/meaning.ts'
import type { ShopTerms } from '#app/core/plan/compile.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import type { Plan } from '#app/core/plan/plan.ts'

/** A builder that remembers what it was given. */
export class RememberingBuilder extends BlockBuilder {
  readonly #customers = new Map<number, CustomerFacts>()
  readonly #orders = new Map<number, OrderFacts[]>()

  override addCustomer(facts: CustomerFacts): void {
    super.addCustomer(facts)
    this.#customers.set(facts.number, facts)
  }

  override addOrder(customer: number, order: OrderFacts): void {
    super.addOrder(customer, order)
    const known = this.#orders.get(customer)
    if (known) known.push(order)
    else this.#orders.set(customer, [order])
  }

  /** Undefined when no such customer was added. */
  subject(number: number): Subject | undefined {
    const customer = this.#customers.get(number)
    return customer && { customer, orders: this.#orders.get(number) ?? [], checkouts: [] }
  }
}

/** What is printed beside the answer; lists without anything to say are left out. */
export type Reasons = Partial<Pick<Told, 'summary' | 'reasons' | 'changes' | 'obstacles' | 'gaps'>>

export interface ExplainingFiles {
  readonly meaning: Meaning
  readonly terms: ShopTerms
  readonly products: ProductTable
  readonly now: Instant
  /** The plan as far as the files tell of that customer. */
  readonly known: (plan: Plan, row: number) => Plan
}

export function explainer({ meaning, terms, products, now, known }: ExplainingFiles): (subject: Subject, row: number) => Reasons {
  const spoken = spokenRule(meaning, [])
  return (subject, row) => {
    const rule = { ...spoken, clauses: spoken.clauses.map((clause) => known(planOf(clause), row).root) }
    const { summary, reasons, changes, obstacles, gaps } = told(explain({ rule, subject, terms, products, now }), rule, { ...terms, now, unanswered: 'the files do not tell' })
    return { summary, ...Object.fromEntries(Object.entries({ reasons, changes, obstacles, gaps }).filter(([, lines]) => lines.length > 0)) }
  }
}
