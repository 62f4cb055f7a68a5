// `strata check`: what a rule means, what is wrong with it, and what it needs, as one JSON object a rule.
import { parseArgs } from 'node:util'
import { needsOf } from '#app/core/plan/needs.ts'
import { linesOf } from './lines-of.ts'
import { writeLines } from './output.ts'
import { hintOptions, hintsOf, hintUsage, oneRule, printable, understandWith, type Hints } from './rule-command.ts'

export const usage = `npm run -s strata -- check 'RULE' [--currency EUR] [--segments NAMES]
npm run -s strata -- check -      one rule a line from standard input, one answer a line
  Prints { ok, problems, canonical, native, delegated, sentence, needs }. ok: no problem of severity error.
  native: Shopify's own language has it. delegated: the clauses that only Shopify can answer. Exit code 1 when a rule is not ok.
${hintUsage}`

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: hintOptions })
  const rule = oneRule(positionals, usage)
  const hints = hintsOf(values)
  let faulty = false
  const answer = (text: string): string => {
    const { ok, line } = checked(text, hints)
    faulty ||= !ok
    return line
  }
  if (rule !== '-') await writeLines([answer(rule)])
  else for await (const rules of linesOf(process.stdin)) await writeLines(rules.map(answer))
  return faulty ? 1 : 0
}

function checked(rule: string, hints: Hints): { readonly ok: boolean; readonly line: string } {
  const understood = understandWith(rule, hints)
  const told = understood.ok
    ? { canonical: understood.canonical, native: understood.native, delegated: understood.delegated, sentence: understood.sentence, needs: plain(needsOf(understood.plan)) }
    : { canonical: null, native: false, delegated: [], sentence: null, needs: null }
  return { ok: understood.ok, line: JSON.stringify({ ok: understood.ok, problems: understood.problems.map(printable), ...told }) }
}

/** Sets as lists, in order, so that equal needs print alike. */
function plain(needs: object): object {
  return Object.fromEntries(Object.entries(needs).map(([name, value]: [string, unknown]) => [name, value instanceof Set ? [...value as Set<string | number>].sort() : value]))
}
