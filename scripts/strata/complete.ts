// `strata complete`: what may come next at a place in a rule.
import { parseArgs } from 'node:util'
import { complete } from '#app/core/language/complete/complete.ts'
import { NotUnderstood } from './not-understood.ts'
import { writeLines } from './output.ts'
import { namesIn, oneRule } from './rule-command.ts'

export const usage = `npm run -s strata -- complete 'TEXT' [--cursor N] [--tags NAMES] [--product-tags NAMES] [--segments NAMES]
  Prints { from, to, items: [{ text, label, detail, kind }] }, the likeliest item first; text goes in place of [from, to).
  --cursor counts UTF-16 units from 0; by default it stands at the end. Names are separated by commas.`

const options = { cursor: { type: 'string' }, tags: { type: 'string' }, 'product-tags': { type: 'string' }, segments: { type: 'string' } } as const

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  const text = oneRule(positionals, usage)
  const cursor = values.cursor === undefined ? text.length : Number(values.cursor)
  if (!Number.isInteger(cursor) || cursor < 0 || cursor > text.length) throw new NotUnderstood(`--cursor is a whole number from 0 to ${text.length}.\n${usage}`)
  const store = { tags: namesIn(values.tags), productTags: namesIn(values['product-tags']), segments: namesIn(values.segments) }
  await writeLines([JSON.stringify(complete(text, cursor, store))])
  return 0
}
