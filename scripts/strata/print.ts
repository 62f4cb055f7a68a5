// `strata print`: a rule in canonical text, or as Shopify itself takes it, in either of its dialects.
import { parseArgs } from 'node:util'
import { printNative } from '#app/core/language/print-native.ts'
import { NotUnderstood } from './not-understood.ts'
import { writeLines } from './output.ts'
import { hintOptions, hintsOf, hintUsage, oneRule, refuse, understandWith } from './rule-command.ts'

export const usage = `npm run -s strata -- print 'RULE' [--native | --legacy] [--currency EUR] [--segments NAMES]
  Prints the rule in canonical text. --native: as Shopify takes it, f MATCHES (p = v). --legacy: as it took it before 2026-10, f(p: v) = true.
  Exit code 1 when the rule is faulty, or when Shopify has no words for it; standard error says for which clause.
${hintUsage}`

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { ...hintOptions, native: { type: 'boolean' }, legacy: { type: 'boolean' } } })
  if (values.native === true && values.legacy === true) throw new NotUnderstood(`--native or --legacy, not both.\n${usage}`)
  const understood = understandWith(oneRule(positionals, usage), hintsOf(values))
  if (!understood.ok) return refuse(understood.problems)
  if (values.native !== true && values.legacy !== true) {
    await writeLines([understood.canonical])
    return 0
  }
  const printed = printNative(understood.meaning, values.legacy === true ? 'legacy' : 'current')
  if (printed.ok) await writeLines([printed.text])
  else process.stderr.write(`${JSON.stringify({ obstacles: printed.obstacles })}\n`)
  return printed.ok ? 0 : 1
}
