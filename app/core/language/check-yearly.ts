// What is asked of a date in a metafield besides when it was: its day of the year, or the whole years since.
import { fieldNamed } from '#app/core/vocabulary/fields.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import { checkTest } from './check-test.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import { writeQuoted } from './quotes.ts'
import type { Clause, Literal } from './syntax.ts'

type Kind = 'anniversary' | 'age'

const subjects: Readonly<Record<Kind, Subject>> = {
  anniversary: { name: 'anniversary', type: { kind: 'date', yearly: true } },
  age: { name: 'age', type: { kind: 'integer', min: 0 } },
}

/** Written `kind ('path') test`, `kind MATCHES ('path') test` or `kind(date: 'path') test`. Null when it cannot be meant; every problem is reported. */
export function checkYearly(kind: Kind, { name, call, test }: Clause, context: CheckContext): Meaning | null {
  const [argument, ...more] = call?.arguments ?? []
  const written = argument?.test.kind === 'compare' && (!argument.name || argument.name.text === 'date') ? argument.test.value : null
  const whole = call && written && more.length === 0 && test && call.style !== 'not matches'
  if (!whole) context.report(call ?? name, say.yearlyForm(kind))
  const path = written && readPath(written, context)
  const checked = test && checkTest(test, subjects[kind], context)
  return whole && path !== null && checked ? { kind, path, ...checked } : null
}

function readPath(literal: Literal, { report }: CheckContext): string | null {
  const { text } = literal
  const field = fieldNamed(text) ?? fieldNamed(`metafields.${text}`)
  const path = field?.reads.as === 'metafield' ? field.name : null
  if (literal.kind === 'text' && path !== null && text.endsWith(path)) return path
  if (path === null) report(literal, say.notMetafield(text))
  else if (literal.kind === 'word') report(literal, say.unquoted(text, writeQuoted(path)))
  else report(literal, say.unknownFilter(text, writeQuoted(path)))
  return null
}
