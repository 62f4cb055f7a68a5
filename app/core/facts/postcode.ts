// How postcodes compare.

/** Upper case, without blanks: `sw1a 2aa` is `SW1A2AA`. */
export function normalPostcode(written: string): string {
  return written.toUpperCase().replace(/\s+/gu, '')
}
