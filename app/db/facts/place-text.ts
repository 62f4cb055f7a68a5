// One thing of each address out of its stored text, without reading the rest of it: most rules ask for a country or a city alone.
import type { Place } from '#app/core/facts/facts.ts'

const NOT_PLAIN = '\\'

/** `found` hears what each address of the stored JSON has under `key`, in order; addresses that have nothing there are passed over. */
export function eachPlace(json: string, key: 'country' | 'region' | 'city', found: (text: string) => void): void {
  if (json === '[]') return
  // A key begins after `{` or `,` outside of any text; with nothing escaped, no text can look like one: its quotes would be.
  if (json.includes(NOT_PLAIN)) {
    for (const place of JSON.parse(json) as Place[]) {
      const text = place[key]
      if (text !== null) found(text)
    }
    return
  }
  const opening = `"${key}":"`
  for (let at = json.indexOf(opening); at !== -1; at = json.indexOf(opening, at)) {
    const from = at + opening.length
    at = json.indexOf('"', from)
    found(json.slice(from, at))
  }
}
