// What the commands about one rule share: how they are called, how a rule is read for them, and how a faulty one is refused.
import { understand, type Problem, type Understood } from '#app/core/segment.ts'
import { NotUnderstood } from './not-understood.ts'

/** What helps to find mistakes. */
export const hintOptions = { currency: { type: 'string' }, segments: { type: 'string' } } as const
export const hintUsage = `  --currency EUR         the shop's currency, for amounts
  --segments VIP,Lapsed   names that in_segment may use; any, unless given`

export interface Hints {
  readonly currency?: string
  readonly segments?: readonly string[]
}

export function hintsOf({ currency, segments }: { readonly currency?: string | undefined; readonly segments?: string | undefined }): Hints {
  return {
    ...(currency === undefined ? {} : { currency: readCurrency(currency) }),
    ...(segments === undefined ? {} : { segments: namesIn(segments) }),
  }
}

/** Names separated by commas. */
export const namesIn = (list: string | undefined): string[] => (list ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '')

export function readCurrency(code: string): string {
  if (!/^[A-Za-z]{3}$/.test(code)) throw new NotUnderstood(`--currency is an ISO 4217 code such as EUR, not ${code}.`)
  return code.toUpperCase()
}

export function understandWith(rule: string, { currency, segments }: Hints): Understood {
  return understand(rule, { ...(currency === undefined ? {} : { currency }), ...(segments === undefined ? {} : { knownSegments: segments }) })
}

export function oneRule(positionals: readonly string[], usage: string): string {
  const [rule, ...more] = positionals
  if (rule === undefined || more.length > 0) throw new NotUnderstood(`${rule === undefined ? 'The rule is missing.' : 'One rule at a time: put it in quotes.'}\n${usage}`)
  return rule
}

/** A problem as a program reads it. */
export function printable({ code, message, start, end, severity, line, column, replacement }: Problem): object {
  return { code, message, start, end, severity, line, column, ...(replacement === undefined ? {} : { replacement }) }
}

/** Says what is wrong with the rule on standard error; the exit code. */
export function refuse(problems: readonly Problem[]): number {
  process.stderr.write(`${JSON.stringify({ problems: problems.map(printable) })}\n`)
  return 1
}

