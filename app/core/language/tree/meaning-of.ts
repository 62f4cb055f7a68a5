// The rows of a builder back to the rule, or what is wrong at which row. Takes whatever a browser sends.
import { check } from '../check.ts'
import type { CheckContext, Meaning } from '../meaning.ts'
import { parse } from '../parse.ts'
import type { Wording } from '../problem.ts'
import { isLoose, rowText } from './row-text.ts'
import type { Loose } from './row-text.ts'

/** What is wrong at one node. */
export interface TreeProblem {
  /** Where it is: the place in each group on the way from the root, from 0. Empty for the root itself. */
  readonly at: readonly number[]
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
}

export type TreeReading =
  | { readonly ok: true; readonly meaning: Meaning; readonly problems: readonly TreeProblem[] }
  | { readonly ok: false; readonly problems: readonly TreeProblem[] }

const DEEPEST = 100

/** Never throws, whatever it is given: a row half filled in is a problem at that row. */
export function meaningOf(tree: unknown, context: Omit<CheckContext, 'report'>): TreeReading {
  const problems: TreeProblem[] = []
  const report = (at: readonly number[], { severity, code, message }: Wording): void => void problems.push({ at, severity, code, message })
  const meaning = nodeMeaning(tree, [], { ...context, at: report })
  const failed = problems.some(({ severity }) => severity === 'error')
  return meaning && !failed ? { ok: true, meaning, problems } : { ok: false, problems }
}

type Context = Omit<CheckContext, 'report'> & { readonly at: (at: readonly number[], wording: Wording) => void }

function nodeMeaning(node: unknown, at: readonly number[], context: Context): Meaning | null {
  if (isLoose(node) && node.kind === 'group') return groupMeaning(node, at, context)
  if (isLoose(node) && node.kind === 'row') return rowMeaning(node, at, context)
  context.at(at, error('tree-unknown', 'This is neither a row nor a group of rows.'))
  return null
}

function groupMeaning(group: Loose, at: readonly number[], context: Context): Meaning | null {
  const children: readonly unknown[] = Array.isArray(group.of) ? group.of : []
  if (at.length > DEEPEST) context.at(at, error('tree-deep', 'Groups are nested too deep. Use fewer of them.'))
  else if (children.length === 0) context.at(at, error('tree-empty-group', 'There is nothing in this group yet. Add a row, or remove the group.'))
  else if (group.match !== 'all' && group.match !== 'any' && group.match !== 'none') context.at(at, error('tree-match', 'Choose whether all, any or none of these rows must hold.'))
  else {
    const of = children.map((child, place) => nodeMeaning(child, [...at, place], context)).filter((child) => child !== null)
    const [first, ...more] = of
    if (!first || of.length < children.length) return null
    const joined: Meaning = more.length === 0 ? first : { kind: group.match === 'all' ? 'and' : 'or', of }
    return group.match === 'none' ? { kind: 'not', of: joined } : joined
  }
  return null
}

function rowMeaning(row: Loose, at: readonly number[], { at: reportAt, ...context }: Context): Meaning | null {
  if (row.subject === undefined || row.subject === '') {
    reportAt(at, error('tree-no-subject', 'Choose what this row is about.'))
    return null
  }
  const report = (_: unknown, wording: Wording): void => reportAt(at, wording)
  const written = parse(rowText(row), report)
  return written && check(written, { ...context, report })
}

function error(code: string, message: string): Wording {
  return { severity: 'error', code, message }
}
