// Counts as a merchant reads them.

const grouped = new Intl.NumberFormat('en')

export function count(value: number): string {
  return grouped.format(value)
}

/** `1 customer`, `2,000 customers` */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** To three figures, as an estimate is told: `12,400`. */
export function rough(value: number, round: (value: number) => number = Math.round): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2)
  return count(round(value / step) * step)
}

/** Whole percent of a share between 0 and 1; 100 only when it is complete. */
export function percent(share: number): number {
  return share >= 1 ? 100 : Math.max(0, Math.min(99, Math.floor(share * 100)))
}
