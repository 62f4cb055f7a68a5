// The axis of a property: numbers, dates, texts, or yes and no.
import type { Axis } from './cells.ts'
import { dateAxis } from './date-axis.ts'
import { numberAxis } from './number-axis.ts'
import type { DateQuestion, NumberQuestion, Question, TextQuestion } from './question.ts'

/** Null when the questions cut it into too many cells. `questions` have one key, and are not none. */
export function axisOf(questions: readonly Question[]): Axis | null {
  switch (questions[0]!.kind) {
    case 'number':
      return numberAxis(questions as readonly NumberQuestion[])
    case 'date':
      return dateAxis(questions as readonly DateQuestion[])
    case 'text':
      return textAxis(questions as readonly TextQuestion[])
    case 'yes':
      return { full: 3n, yes: () => 2n }
  }
}

/** Cells: none, any text that is not named, and one for each that is. */
function textAxis(questions: readonly TextQuestion[]): Axis {
  const cell = new Map<string, bigint>()
  for (const { values } of questions) for (const value of values ?? []) if (!cell.has(value)) cell.set(value, 1n << BigInt(cell.size + 2))
  const full = (1n << BigInt(cell.size + 2)) - 1n
  return {
    full,
    yes: (question) => {
      const { values } = question as TextQuestion
      return values === null ? full - 1n : values.reduce((cells, value) => cells | cell.get(value)!, 0n)
    },
  }
}
