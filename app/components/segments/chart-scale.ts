// From sizes to places in a chart: shares of its width and height.
import type { Size } from '#app/components/segments/use-history.ts'

/** The lowest of 2, 4, 6, 10, 20, 40, 60, 100 … that is not below `value`: half of it is a number to read, too. */
export function topOf(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return [2, 4, 6].map((step) => step * power).find((top) => top >= value) ?? 10 * power
}

/** Share of the time that has gone by, 0 at the first size and 1 at the last. */
export function placeOf(sizes: readonly Size[], point: number): number {
  const first = sizes[0]?.at ?? 0
  const whole = (sizes.at(-1)?.at ?? 0) - first
  return whole === 0 ? 1 : ((sizes[point]?.at ?? first) - first) / whole
}

/** The point nearest to a share of the time. */
export function pointAt(sizes: readonly Size[], place: number): number {
  let nearest = 0
  for (let point = 1; point < sizes.length; point++) if (Math.abs(placeOf(sizes, point) - place) <= Math.abs(placeOf(sizes, nearest) - place)) nearest = point
  return nearest
}

/** The line through the sizes, in a picture of 1,000 by 1,000 that `top` reaches the upper edge of. */
export function lineOf(sizes: readonly Size[], of: 'members' | 'unknown', top: number): string {
  return sizes.map((size, point) => `${(placeOf(sizes, point) * 1000).toFixed(1)},${(1000 - (size[of] / top) * 1000).toFixed(1)}`).join(' ')
}
