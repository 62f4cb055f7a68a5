// Quoted text: which marks open and close it, and how it is written back. Typographic marks count only where they stand as delimiters.

export type QuoteStyle = 'plain' | 'double' | 'typographic'

export interface Quoted {
  readonly text: string
  readonly style: QuoteStyle
  /** Offset after the closing mark, or of the end of the line where there is none. */
  readonly end: number
  readonly closed: boolean
}

const SINGLE = '‘’‚‛′´`'
const DOUBLE = '“”„‟″«»'
const ESCAPE_OR_LINE_END = /[\\\n\r]/
const LINE_END = /[\n\r]/
const LETTER = /[\p{L}\p{N}]/u

/** Reads the text that the mark at `start` opens; null when no mark stands there. A text never runs over the end of its line. */
export function readQuoted(source: string, start: number): Quoted | null {
  const mark = source.charAt(start)
  if (mark === '') return null
  const style: QuoteStyle | null = mark === "'" ? 'plain' : mark === '"' ? 'double' : SINGLE.includes(mark) || DOUBLE.includes(mark) ? 'typographic' : null
  if (style === null) return null
  if (style === 'plain') {
    const end = source.indexOf(mark, start + 1)
    const simple = end < 0 ? '\\' : source.slice(start + 1, end)
    if (!ESCAPE_OR_LINE_END.test(simple)) return { text: simple, style, end: end + 1, closed: true }
  }
  const closers = SINGLE.includes(mark) ? `${SINGLE}'` : DOUBLE.includes(mark) ? `${DOUBLE}"` : mark
  let text = ''
  let at = start + 1
  for (; at < source.length && !LINE_END.test(source.charAt(at)); at++) {
    const char = source.charAt(at)
    const next = source.charAt(at + 1)
    if (char === '\\' && (next === '\\' || next === "'" || closers.includes(next)) && next !== '') {
      text += next
      at++
    } else if (closers.includes(char) && !(style === 'typographic' && LETTER.test(next))) {
      return { text, style, end: at + 1, closed: true }
    } else {
      text += char
    }
  }
  return { text, style, end: at, closed: false }
}

/** Writes a text in single quotes. A backslash is doubled only where it would otherwise escape what follows. */
export function writeQuoted(text: string): string {
  return `'${text.replace(/\\(?=[\\']|$)|'/g, (char) => `\\${char}`)}'`
}
