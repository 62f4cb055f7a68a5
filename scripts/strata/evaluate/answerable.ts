// A plan over files alone: what no file tells is unknown, and said.
import { planOf } from '#app/core/plan/fingerprint.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import type { Plan, PlanNode, PlanTest } from '#app/core/plan/plan.ts'

/** Nobody has answered it, so it is unknown of everybody. */
const untold: PlanTest = { kind: 'delegated', clause: 'no file tells' }

/** The plan with tests that do not stand made unknown. */
export function withUnknown({ root }: Plan, stands: (test: PlanTest) => boolean): Plan {
  function node(one: PlanNode): PlanNode {
    switch (one.kind) {
      case 'all':
      case 'any':
        return { kind: one.kind, of: one.of.map(node) }
      case 'not':
        return { kind: 'not', of: node(one.of) }
      case 'constant':
        return one
      default:
        return stands(one) ? one : untold
    }
  }
  return planOf(node(root))
}

export const answerable = (plan: Plan): Plan => withUnknown(plan, (test) => missing(test) === null)

/** What is unknown for want of facts, a sentence each. */
export function missingFor(plan: Plan, files: { readonly products: string | null }): string[] {
  const found = new Set<string>()
  withUnknown(plan, (test) => {
    const why = missing(test)
    if (why !== null) found.add(why)
    return true
  })
  const { products } = needsOf(plan)
  if (products.size > 0 && files.products === null) found.add(`Without --products nothing is known of the ${[...products].sort().join(', ')} of products: unknown here.`)
  return [...found]
}

function missing(test: PlanTest): string | null {
  switch (test.kind) {
    case 'delegated':
      return `Only Shopify can answer ${test.clause}: unknown here.`
    case 'named':
      return `The files do not say who is in the segment ${test.segment}: unknown here.`
    case 'date':
    case 'present':
      return test.column === 'abandonedCheckout' ? noCheckouts : null
    case 'events':
      return test.of === 'checkouts' ? noCheckouts : null
    case 'sequence':
      return test.first.of === 'checkouts' || test.then.of === 'checkouts' ? noCheckouts : null
    default:
      return null
  }
}

const noCheckouts = 'The files hold no checkouts: what asks for them is unknown here.'
