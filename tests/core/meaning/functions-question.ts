// One parameter asked of several customers side by side: a row is what stands after the parameter, and the answer for each of them.
import type { Facts } from '#tests/core/evaluate/ask.ts'

type Answer = 'no' | 'yes'
type Row = readonly [test: string, answers: readonly Answer[]]

export interface Question {
  readonly parameter: string
  readonly customers: readonly Facts[]
  readonly rows: readonly Row[]
  /** Further parameters that every row needs. */
  readonly also?: string
}

export const said = (test: string, answers: string): Row => [test, answers.split(' ') as Answer[]]

/** Of whoever carries the value, carries the other, carries none, and has nothing to carry it. */
export const equalled = (value: string, other: string): readonly Row[] => [
  said(`= ${value}`, 'yes no no no'), said(`!= ${value}`, 'no yes yes no'), said(`= ${other}`, 'no yes no no'), said(`!= ${other}`, 'yes no yes no'),
  said(`IN (${value}, ${other})`, 'yes yes no no'), said(`NOT IN (${value}, ${other})`, 'no no yes no'), said(`IN (${value})`, 'yes no no no'), said(`NOT IN (${value})`, 'no yes yes no'),
]

/** The same where what carries no value meets no condition at all. */
export const equalledOrOut = (value: string, other: string): readonly Row[] => [
  said(`= ${value}`, 'yes no no no'), said(`!= ${value}`, 'no yes no no'), said(`= ${other}`, 'no yes no no'), said(`!= ${other}`, 'yes no no no'),
  said(`IN (${value}, ${other})`, 'yes yes no no'), said(`NOT IN (${value}, ${other})`, 'no no no no'), said(`IN (${value})`, 'yes no no no'), said(`NOT IN (${value})`, 'no yes no no'),
]

export const flagged: readonly Row[] = [said('= true', 'yes no no'), said('= false', 'no yes no'), said('!= true', 'no yes no'), said('!= false', 'yes no no')]

/** What the fourth customer has: no event to compare; a value that is missing; 0, which lies below the three. */
type Fourth = 'no event' | 'missing' | 'zero'

const FOURTH: Readonly<Record<Fourth, readonly string[]>> = {
  'no event': ['no', 'no', 'no', 'no', 'no', 'no', 'no', 'no', 'no', 'no'],
  missing: ['no', 'yes', 'no', 'no', 'no', 'no', 'no', 'no', 'yes', 'yes'],
  zero: ['no', 'yes', 'no', 'no', 'yes', 'yes', 'no', 'no', 'yes', 'yes'],
}

/** Of whoever is right below, at and right above the middle one. */
export function ordered(below: string, at: string, above: string, fourth: Fourth): readonly Row[] {
  const rows = [
    [`= ${at}`, 'no yes no'], [`!= ${at}`, 'yes no yes'], [`> ${at}`, 'no no yes'], [`>= ${at}`, 'no yes yes'], [`< ${at}`, 'yes no no'], [`<= ${at}`, 'yes yes no'],
    [`BETWEEN ${at} AND ${above}`, 'no yes yes'], [`BETWEEN ${below} AND ${at}`, 'yes yes no'], [`NOT BETWEEN ${at} AND ${above}`, 'yes no no'], [`NOT BETWEEN ${below} AND ${at}`, 'no no yes'],
  ] as const
  return rows.map(([test, answers], row) => said(test, `${answers} ${FOURTH[fourth][row]!}`))
}

/** The same, with lists; the fourth has no event. */
export const listed = (below: string, at: string, above: string): readonly Row[] => [
  ...ordered(below, at, above, 'no event'),
  said(`IN (${below}, ${above})`, 'yes no yes no'), said(`NOT IN (${below}, ${above})`, 'no yes no no'), said(`IN (${at})`, 'no yes no no'), said(`NOT IN (${at})`, 'yes no yes no'),
]
