// A value as it would be written again, for use in a remedy.
import { writeQuoted } from './quotes.ts'
import type { Literal } from './syntax.ts'

export function writeLiteral({ kind, text }: Literal): string {
  return kind === 'text' ? writeQuoted(text) : text
}
