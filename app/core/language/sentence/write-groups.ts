// AND, OR and NOT as words that can be taken in one way only: commas part the outer list, "either" and "neither" open an inner one, and parentheses hold what is deeper.
import type { Condition, Meaning } from '../meaning.ts'

export const AMONG = 'are not among those who '

type Write = (condition: Condition) => string

/** `meaning` is tidy. */
export function writeGroups(meaning: Meaning, write: Write): string {
  if (!isGroup(meaning)) return writeOne(meaning, write)
  if (meaning.kind === 'not' || !meaning.of.some(isGroup)) return writeList(meaning, write)
  const parts = meaning.of.map((part) => (isGroup(part) ? writeInner(part, write) : writeAmong(part, write)))
  if (meaning.kind === 'or') return parts.join(', or ')
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`
}

type Group = Extract<Meaning, { kind: 'and' | 'or' }> | { readonly kind: 'not'; readonly of: Extract<Meaning, { kind: 'and' | 'or' }> }

/** What is said with a word between its parts. */
function isGroup(meaning: Meaning): meaning is Group {
  return meaning.kind === 'and' || meaning.kind === 'or' || isNeither(meaning)
}

function isNeither(meaning: Meaning): meaning is Extract<Group, { kind: 'not' }> {
  return meaning.kind === 'not' && meaning.of.kind === 'or' && !meaning.of.of.some(isGroup)
}

function writeInner(group: Group, write: Write): string {
  return group.kind === 'or' ? `either ${writeList(group, write)}` : writeList(group, write)
}

/** `A, B and C`, `neither A nor B`. */
function writeList(group: Group, write: Write): string {
  const parts = (group.kind === 'not' ? group.of : group).of.map((part) => (isGroup(part) ? enclosed(part, write) : writeAmong(part, write)))
  if (group.kind === 'not') return `neither ${parts.join(' nor ')}`
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} ${group.kind} ${parts.at(-1)}` : parts.join('')
}

function writeOne(meaning: Meaning, write: Write): string {
  switch (meaning.kind) {
    case 'and':
    case 'or':
      return enclosed(meaning, write)
    case 'not':
      return AMONG + (isGroup(meaning.of) ? enclosed(meaning.of, write) : writeOne(meaning.of, write))
    default:
      return write(meaning)
  }
}

/** One of several: what would run on into the next is held together. */
function writeAmong(meaning: Meaning, write: Write): string {
  if (meaning.kind === 'sequence') return `(${write(meaning)})`
  if (meaning.kind !== 'not') return writeOne(meaning, write)
  return AMONG + (meaning.of.kind === 'not' ? writeAmong(meaning.of, write) : enclosed(meaning.of, write))
}

function enclosed(meaning: Meaning, write: Write): string {
  return `(${writeGroups(meaning, write)})`
}
