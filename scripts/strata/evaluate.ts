// `strata evaluate`: a rule over the files of bulk queries, one answer a customer.
import { parseArgs } from 'node:util'
import { answerFiles } from './evaluate/answer-files.ts'
import { path, readZone } from './evaluate/arguments.ts'
import { currencyIn } from './evaluate/currency-in.ts'
import { readInstant } from './evaluate/instants.ts'
import { NotUnderstood } from './not-understood.ts'
import { writeLines } from './output.ts'
import { readCurrency, refuse, understandWith } from './rule-command.ts'

export const usage = `npm run -s strata -- evaluate --customers FILE --orders FILE [--products FILE] --rule 'RULE' --now ISO --timezone ZONE
  Prints { id, member, until } a customer, in the order of the file: member true, false, or null for unknown; until when the answer
  changes if no new fact arrives, null for never. The files are the lines of bulk queries (JSONL; children carry __parentId).
  --now 2026-11-01T09:00:00Z  what happened later is left out; without an offset it is the time on the shop's clocks
  --timezone Europe/Berlin    the shop's
  --currency EUR              the shop's; by default what the files say
  --as-of ISO                 as it was then: orders, refunds and consent by their time, everything else as the file has it
  --history-from ISO          older orders are not readable: what reaches past them is unknown
  --explain                   adds in words: summary; reasons, the clauses that together force the answer; changes, the smallest that would make it
                              true, and until when they are enough; obstacles where there is none; gaps, what cannot be known and why`

const options = {
  'customers': { type: 'string' }, 'orders': { type: 'string' }, 'products': { type: 'string' }, 'rule': { type: 'string' }, 'now': { type: 'string' },
  'timezone': { type: 'string' }, 'currency': { type: 'string' }, 'as-of': { type: 'string' }, 'history-from': { type: 'string' }, 'explain': { type: 'boolean' },
} as const

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  const need = (name: 'customers' | 'orders' | 'rule' | 'now' | 'timezone'): string => {
    const value = values[name]
    if (value === undefined) throw new NotUnderstood(`--${name} is missing.\n${usage}`)
    return value
  }
  const rule = need('rule')
  const files = { customers: path(need('customers')), orders: path(need('orders')), products: values.products === undefined ? null : path(values.products) }
  const zone = readZone(need('timezone'))
  const now = readInstant('now', need('now'), zone)
  const asOf = values['as-of'] === undefined ? null : readInstant('as-of', values['as-of'], zone)
  if (asOf !== null && asOf > now) throw new NotUnderstood('--as-of is later than --now.')
  const historyFrom = values['history-from'] === undefined ? null : readInstant('history-from', values['history-from'], zone)
  const currency = values.currency === undefined ? currencyIn(files) : readCurrency(values.currency)
  const understood = understandWith(rule, { currency })
  if (!understood.ok) return refuse(understood.problems)
  const answered = answerFiles(understood, files, { zone, currency, historyFrom, now, asOf, explain: values.explain === true })
  for (const note of answered.notes) process.stderr.write(`${note}\n`)
  await writeLines(answered.lines)
  return 0
}
