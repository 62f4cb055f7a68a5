// How often Shopify is asked what only it can answer, and for how long its answer is relied on. All in milliseconds of the store clock.

const HOUR = 3_600_000

export const ASKED_EVERY = 6 * HOUR
/** While a segment in use is new, or was changed not long ago. */
export const ASKED_EVERY_AT_FIRST = HOUR
/** A segment is new for so long after its last change. */
export const NEW_FOR = 24 * HOUR
/** After that the answer is unknown again: three rounds of the timetable have gone by without one. */
export const RELIED_ON_FOR = 3 * ASKED_EVERY
