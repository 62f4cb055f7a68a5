// Numbers as they are written in shops, with marks between their thousands or a comma before their decimals: what they are in a rule.

/** Between thousands: a blank of any kind, or a comma. Before decimals a comma or a point. What goes on as a date or a word is none. */
const WRITTEN = /([+-]?)(?:(\d{1,3})(?:([ \u00a0\u2009\u202f])\d{3}(?:\3\d{3})*|,\d{3}(?:,\d{3})*|(?:\.\d{3})+(?=,\d))|(\d+)(?=,\d{1,2}(?!\d)))([.,]\d{1,2})?(?![\p{L}\p{N}_%]|[-+:/.,]\p{N})/uy
const POINTED = /^([+-]?\d{1,3})(?:\.\d{3}){2,}$|^([+-]?\d{1,3})(?:_\d{3})+$/

export interface Grouped {
  readonly written: string
  /** As a rule has it. */
  readonly number: string
}

/** At `from`; null where none is written. */
export function groupedAt(source: string, from: number): Grouped | null {
  WRITTEN.lastIndex = from
  const match = WRITTEN.exec(source)
  if (!match) return null
  const decimals = match[5] ?? ''
  const whole = match[0].slice(0, match[0].length - decimals.length)
  return { written: match[0], number: whole.replaceAll(/[^\d+-]/g, '') + decimals.replace(',', '.') }
}

/** `1.000.000` and `1_000`, which nothing else can mean; null for every other figure. */
export function groupedFigure(figure: string): string | null {
  return POINTED.test(figure) ? figure.replaceAll(/[._]/g, '') : null
}

/** `1.000`, which is 1 and may be meant as 1000: that number; null for every other figure. */
export function thousandsMeant(figure: string): string | null {
  return /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(figure) ? figure.replace('.', '') : null
}
