// The store clock: real time plus an offset that only grows. Everything the store dates is dated by it, in whole seconds.

export interface StoreClock {
  /** Milliseconds. */
  now(): number
  /** `now` cut to the second: Shopify's stamps have no finer resolution. */
  stamp(): number
  readonly offset: number
  /** Steps forward to an instant; an instant that has passed changes nothing. */
  stepTo(instant: number): void
}

/** @param start the store's first instant in milliseconds; real time if absent */
export function createClock(start?: number): StoreClock {
  let offset = start === undefined ? 0 : start - Date.now()
  const now = () => Date.now() + offset
  return {
    now,
    stamp: () => Math.floor(now() / 1000) * 1000,
    get offset() {
      return offset
    },
    stepTo(instant) {
      const ahead = instant - now()
      if (ahead > 0) offset += ahead
    },
  }
}
