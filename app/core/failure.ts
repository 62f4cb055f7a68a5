// The two ways an operation tells the queue what to do about the unexpected.

/** Nothing is wrong with the work itself: ring again at `when` (wall clock, milliseconds). */
export class TryLater extends Error {
  readonly when: number
  constructor(when: number, why: string, options?: ErrorOptions) {
    super(why, options)
    this.name = 'TryLater'
    this.when = when
  }
}

/** Trying again cannot help; the reason is kept where a merchant or operator can read it. */
export class GiveUp extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(why, options)
    this.name = 'GiveUp'
  }
}
