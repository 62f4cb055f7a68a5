// The answer of the evaluator for every row of a block: a membership and the instant it may change.

/** No, yes, or not knowable from the facts at hand. Unknown is never treated as no: it neither adds nor removes a tag. */
export const NO = 0
export const YES = 1
export const UNKNOWN = 2
export type Membership = typeof NO | typeof YES | typeof UNKNOWN

export interface Verdicts {
  /** One `Membership` a row. */
  readonly member: Uint8Array
  /** First instant in milliseconds at which the answer differs if no new fact arrives; `Infinity` when never. Exact for the whole rule. */
  readonly until: Float64Array
}

/** The same of several programs, all in two arrays: of one customer and twenty programs, forty of them would take longer to make than to fill. */
export class VerdictTable {
  /** One `Membership` a program and row, those of a program together. */
  readonly member: Uint8Array
  readonly until: Float64Array
  readonly #rows: number

  constructor(programs: number, rows: number) {
    this.#rows = rows
    this.member = new Uint8Array(programs * rows)
    this.until = new Float64Array(programs * rows).fill(Infinity)
  }

  memberOf(program: number, row: number): Membership {
    return this.member[program * this.#rows + row] as Membership
  }

  untilOf(program: number, row: number): number {
    return this.until[program * this.#rows + row]!
  }

  of(program: number): Verdicts {
    const [from, to] = [program * this.#rows, (program + 1) * this.#rows]
    return { member: this.member.subarray(from, to), until: this.until.subarray(from, to) }
  }
}

/** The same of several programs, with the instants taken together. */
export interface Dues {
  /** One `Membership` a row, one array a program. */
  readonly members: readonly Uint8Array[]
  /** The first instant at which the answer of some program differs if no new fact arrives; `Infinity` when none ever does. Exact. */
  readonly dueAt: Float64Array
}
