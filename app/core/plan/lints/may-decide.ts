// Whether a question can be decided without looking at anybody: a quick look that leaves out nearly all.
import type { DateEdge, NumberRange } from '#app/core/plan/plan.ts'
import type { NumberQuestion, Question } from './question.ts'

/** Whether every customer, or none, may meet it for the values it names alone. */
export function mayDecide(question: Question): boolean {
  switch (question.kind) {
    case 'number':
      return question.most !== null || (question.ranges?.some((range) => mayFill(range, question)) ?? false)
    case 'date': {
      const { range, past } = question
      if (range === null) return false
      return (range.from !== null && range.to !== null) || (past && [range.from, range.to].some((edge) => edge !== null && mayLieAhead(edge)))
    }
    case 'text':
    case 'yes':
      return false
  }
}

function mayLieAhead({ moment }: DateEdge): boolean {
  return moment.kind === 'offset' || moment.kind === 'month' ? moment.count >= 0 : moment.kind === 'duration' && moment.ms > 0
}

/** Whether a range may hold all numbers, or none. */
function mayFill({ min, max }: NumberRange, { whole, least }: NumberQuestion): boolean {
  if (min && max) return min.value !== max.value || !min.inclusive || !max.inclusive || (least !== null && min.value.startsWith('-')) || (whole && min.value.includes('.'))
  const { value } = min ?? max ?? { value: '-' }
  return (least !== null && /^(?:-|0$)/.test(value)) || (!min && !max)
}
