// All values one property can have, cut into cells that no question of the rule tells apart. A set of cells is one bit each.
import type { Question } from './question.ts'

/** Bit 0 is no value (or no); of whole numbers the bits go up with the number. */
export type Cells = bigint

export interface Axis {
  /** Every cell that some customer can be in. */
  readonly full: Cells
  /** The cells whose answer is yes; only for questions the axis was made of. */
  readonly yes: (question: Question) => Cells
}
