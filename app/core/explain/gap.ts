// Why a clause cannot be known: the first of its tests that is open says it.
import { UNKNOWN } from '#app/core/evaluate/verdict.ts'
import type { GapReason } from '#app/core/explain/explanation.ts'
import type { Inquiry, Subject } from '#app/core/explain/subject.ts'
import { testsIn } from '#app/core/explain/tests-of.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { ShopTerms } from '#app/core/plan/compile.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import type { PlanNode, PlanTest } from '#app/core/plan/plan.ts'

export function gapOf(clause: PlanNode, subject: Subject, inquiry: Inquiry, now: Instant): GapReason {
  const open = testsIn(clause).find((test) => inquiry.ask(test, subject, now).answer === UNKNOWN)
  return open ? gapOfTest(open, inquiry.terms) : 'history'
}

function gapOfTest(test: PlanTest, { metafieldsKnown, productsKnown, cutPoints }: ShopTerms): GapReason {
  switch (test.kind) {
    case 'delegated': return 'shopify'
    case 'named': return 'segment'
    case 'metafield':
    case 'anniversary':
    case 'age': return metafieldsKnown !== null && !metafieldsKnown.has(test.path) ? 'metafield' : 'history'
    case 'score': return cutPoints ? 'history' : 'cut points'
    case 'place': return 'postcode'
    case 'events':
    case 'sequence': return !productsKnown && needsOf(planOf(test)).products.size > 0 ? 'products' : 'history'
    default: return 'history'
  }
}
