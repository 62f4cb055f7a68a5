// What a customer has of what a test asks, found by asking the evaluator for less and less: there is no second reckoning.
import { lastHolding } from '#app/core/explain/boundary.ts'
import type { Value } from '#app/core/explain/explanation.ts'
import { scaleOfColumn, scaleOfHaving, scaleOfMetric, scores, type Scale } from '#app/core/explain/scale.ts'
import type { Inquiry, Subject } from '#app/core/explain/subject.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { DateColumn, EventsTest, HavingOf, NumberRange, PlanTest } from '#app/core/plan/plan.ts'

const MOST_STEPS = 2 ** 50

/** Null where there is no one number, date or text to show, or nothing sure can be said of it. */
export function valueOf(test: PlanTest, subject: Subject, inquiry: Inquiry, now: Instant): Value | null {
  const { customer } = subject
  switch (test.kind) {
    case 'text': return { kind: 'text', text: customer[test.column] }
    case 'present':
      switch (test.column) {
        case 'tags': case 'foreignTags': case 'countries': case 'regions': case 'cities': return null
        case 'customerCreated': case 'firstOrder': case 'lastOrder': case 'abandonedCheckout': return dateOf(test.column, subject, inquiry, now)
        default: return { kind: 'text', text: customer[test.column] }
      }
    case 'metafield':
    case 'age':
    case 'anniversary': return { kind: 'text', text: customer.metafields[test.path]?.value ?? null }
    case 'date': return dateOf(test.column, subject, inquiry, now)
    case 'number': {
      const scale = scaleOfColumn(test.column, inquiry.terms.currency)
      return scale.value(customer[test.column])
    }
    case 'events': return eventsValue(test, test.having[0]?.of ?? 'count', subject, inquiry, now)
    case 'metric': return said(scaleOfMetric(test.metric, inquiry.terms.currency), (range) => ({ ...test, range }), subject, inquiry, now)
    case 'score': return said(scores, (range) => ({ ...test, range }), subject, inquiry, now)
    default: return null
  }
}

/** Of the events that pass the conditions of the test. */
export function eventsValue(test: EventsTest, of: HavingOf, subject: Subject, inquiry: Inquiry, now: Instant): Value | null {
  return said(scaleOfHaving(of, test.of, inquiry.terms.currency), (range) => ({ ...test, having: [{ of, range, negated: false }] }), subject, inquiry, now)
}

function said(scale: Scale, atLeast: (range: NumberRange) => PlanTest, subject: Subject, inquiry: Inquiry, now: Instant): Value | null {
  const reaches = (steps: number): boolean => inquiry.holds(atLeast({ min: { value: scale.text(steps), inclusive: true }, max: null }), subject, now)
  if (!reaches(0)) return null
  let beyond = 1
  while (beyond < MOST_STEPS && reaches(beyond)) beyond *= 2
  return scale.value(lastHolding(Math.floor(beyond / 2), beyond, reaches))
}

function dateOf(column: DateColumn, subject: Subject, inquiry: Inquiry, now: Instant): Value | null {
  const of = ({ customerCreated: 'created', firstOrder: 'first order', lastOrder: 'last order', abandonedCheckout: 'abandoned checkout' } as const)[column]
  if (column === 'customerCreated') return { kind: 'instant', of, at: subject.customer.createdAt }
  const since = (at: Instant): PlanTest => ({ kind: 'date', column, range: { from: { moment: { kind: 'duration', ms: at - now }, at: 'start' }, to: null } })
  const { answer } = inquiry.ask({ kind: 'present', column }, subject, now)
  if (answer === 0) return { kind: 'instant', of, at: null }
  const reaches = (at: Instant): boolean => inquiry.holds(since(at), subject, now)
  return answer === 1 && reaches(0) ? { kind: 'instant', of, at: lastHolding(0, now + 1, reaches) } : null
}
