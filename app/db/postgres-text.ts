// Turns a statement of ours into PostgreSQL's dialect: numbered placeholders, lists, row locks.
import { forUpdate, hexOfLines, inNumbers, inTexts } from '#app/db/sql.ts'

const written = new Map<string, { readonly name: string; readonly text: string }>()

/** The statement and the name it is prepared under; the same text always has the same name. Texts are few and fixed. */
export function postgresText(text: string): { readonly name: string; readonly text: string } {
  let known = written.get(text)
  if (!known) {
    known = { name: `s${written.size}`, text: translate(text) }
    written.set(text, known)
  }
  return known
}

function translate(text: string): string {
  let count = 0
  return text
    .replaceAll(inTexts, 'SELECT value FROM json_array_elements_text(CAST(? AS json))')
    .replaceAll(inNumbers, 'SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(? AS json))')
    .replaceAll(forUpdate, 'FOR UPDATE')
    .replaceAll(hexOfLines, "encode(lines, 'hex')")
    .replace(/\?/g, () => `$${++count}`)
}
