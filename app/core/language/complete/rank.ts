// Which offers fit what is half written, the likeliest first.
import { misnomers } from '#app/core/vocabulary/misnomers.ts'
import { closeness, MISSES, SCATTERED, wantedOf } from './closeness.ts'
import type { Item } from './item.ts'

/** Items that fit nothing of it are left out; among equals the order stays. */
export function ranked(items: readonly Item[], written: string): readonly Item[] {
  const wanted = wantedOf(written)
  if (wanted === '') return items
  const meant = misnomers.get(wanted)
  const fits = items.map((item) => ({ item, fit: meant !== undefined && item.text === meant ? 1 : fitOf(item, wanted) }))
  return fits.filter(({ fit }) => fit < MISSES).sort((a, b) => a.fit - b.fit).map(({ item }) => item)
}

function fitOf({ text, label, detail, kind }: Item, wanted: string): number {
  const best = Math.min(closeness(label.toLowerCase(), wanted), closeness(text.toLowerCase().replace(/^'/, ''), wanted))
  // "spend" finds amount_spent by what it means.
  return best >= SCATTERED && wanted.length > 2 && kind !== 'operator' && detail.toLowerCase().includes(wanted) ? SCATTERED - 1 : best
}
