// Every attribute under every comparison it takes: what is said of a value there, on both sides of a bound, and missing. The answers follow docs/language.md.
import { describe, expect, test } from 'vitest'
import { fieldNamed, fields } from '#app/core/vocabulary/fields.ts'
import { date, integer, operatorsOf } from '#app/core/vocabulary/types.ts'
import type { Operator, Subject } from '#app/core/vocabulary/types.ts'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'
import { dates } from './attributes-dates.ts'
import type { Row } from './attributes-forms.ts'
import { METAFIELD, metafields } from './attributes-metafields.ts'
import { numbers } from './attributes-numbers.ts'
import { askedOfShopify, textsAndLists } from './attributes-texts.ts'

const rows: readonly Row[] = [...numbers, ...textsAndLists, ...askedOfShopify, ...dates, ...metafields]
const byName = Map.groupBy(rows, ({ name }) => name)
const opposite = { yes: 'no', no: 'yes', unknown: 'unknown' } as const

describe('what each says, and the opposite under NOT', () => {
  test.each([...byName])('%s', (_, of) => {
    const wrong = of.flatMap(({ name, tail, facts, answer }) => {
      const rule = `${name} ${tail}`
      const said = [verdictOf(rule, facts)[0], verdictOf(`NOT ${rule}`, facts)[0]]
      return said[0] === answer && said[1] === opposite[answer] ? [] : [{ rule, facts: JSON.stringify({ ...facts, now: new Date(facts.now).toISOString() }), answer, said }]
    })
    expect(wrong).toEqual([])
  })
})

/** The comparison of a row, with its NOT. */
function formOf({ tail }: Row): string {
  const form = /^(?:IS (?:NOT )?NULL|(?:NOT )?(?:BETWEEN|CONTAINS|IN)\b|[=!<>]+)/.exec(tail)?.[0]
  if (form === undefined) throw new Error(tail)
  return form
}

/** An operator in every form it can be written, its opposite included. */
function formsOf(operator: Operator): readonly string[] {
  if (operator === 'IS NULL') return ['IS NULL', 'IS NOT NULL']
  return operator === 'BETWEEN' || operator === 'CONTAINS' || operator === 'IN' ? [operator, `NOT ${operator}`] : [operator]
}

/** Beside the fields, what is asked of a metafield by its path. */
const subjects: readonly (readonly [name: string, subject: Subject, delegated: boolean])[] = [
  ...fields.map((field) => [field.name, field, field.reads.as === 'delegated'] as const),
  [METAFIELD, fieldNamed(METAFIELD)!, false],
  [`anniversary ('${METAFIELD}')`, { name: 'anniversary', type: date }, false],
  [`age ('${METAFIELD}')`, { name: 'age', type: integer }, false],
]

describe('no comparison is left out: each has a row that holds, one that does not, and one without a value', () => {
  test.each(subjects)('%s', (name, subject, delegated) => {
    const of = byName.get(name) ?? []
    const wanted = operatorsOf(subject).flatMap(formsOf).flatMap((form) => (delegated ? ['unknown'] : ['yes', 'no', 'missing']).map((answer) => `${form}: ${answer}`))
    const has = new Set(of.flatMap((row) => [row.answer, ...(row.missing ? ['missing'] : [])].map((answer) => `${formOf(row)}: ${answer}`)))
    expect(wanted.filter((one) => !has.has(one))).toEqual([])
  })

  test('every row is of something that can be asked', () => {
    const names = new Set(subjects.map(([name]) => name))
    expect([...byName.keys()].filter((name) => !names.has(name))).toEqual([])
  })
})
