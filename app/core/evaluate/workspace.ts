// Room for answers on the way: taken, given back and taken again, so that a walk makes none anew for each step.
import { answersFor, everyRow, rowsFor } from '#app/core/evaluate/scan.ts'
import type { Answers, Rows } from '#app/core/evaluate/scan.ts'

export class Workspace {
  /** The most rows of a stretch. */
  readonly size: number
  /** All rows of the stretch; its count is the walk's to set. */
  readonly every: Rows
  readonly #answers: Answers[] = []
  readonly #rows: Rows[] = []

  constructor(size: number) {
    this.size = size
    this.every = everyRow(size)
  }

  takeAnswers(): Answers {
    return this.#answers.pop() ?? answersFor(this.size)
  }

  giveAnswers(answers: Answers): void {
    this.#answers.push(answers)
  }

  takeRows(): Rows {
    return this.#rows.pop() ?? rowsFor(this.size)
  }

  giveRows(rows: Rows): void {
    this.#rows.push(rows)
  }
}
