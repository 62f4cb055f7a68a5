// `strata backtest`: how many a rule would have held, over the files of bulk queries, one line a day or week.
import { parseArgs } from 'node:util'
import { path, readZone } from './evaluate/arguments.ts'
import { backtestFiles } from './evaluate/backtest-files.ts'
import { currencyIn } from './evaluate/currency-in.ts'
import { readInstant } from './evaluate/instants.ts'
import { NotUnderstood } from './not-understood.ts'
import { writeLines } from './output.ts'
import { readCurrency, refuse, understandWith } from './rule-command.ts'

export const usage = `npm run -s strata -- backtest --customers FILE --orders FILE [--products FILE] --rule 'RULE' --now ISO --timezone ZONE
  Prints { at, members, unknown, entered, left, customers } for the start of each of the shop's days, and at last for now: how many the rule would
  have held, and who came and went since the line before. Orders and refunds are taken by their time, everything else as the files have it.
  --from ISO                  by default the first order; at most five years of days
  --step week                 weeks from Monday, instead of days
  --currency, --history-from  as for evaluate`

const options = {
  'customers': { type: 'string' }, 'orders': { type: 'string' }, 'products': { type: 'string' }, 'rule': { type: 'string' }, 'now': { type: 'string' },
  'timezone': { type: 'string' }, 'currency': { type: 'string' }, 'from': { type: 'string' }, 'step': { type: 'string', default: 'day' }, 'history-from': { type: 'string' },
} as const

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  const need = (name: 'customers' | 'orders' | 'rule' | 'now' | 'timezone'): string => {
    const value = values[name]
    if (value === undefined) throw new NotUnderstood(`--${name} is missing.\n${usage}`)
    return value
  }
  const { step } = values
  if (step !== 'day' && step !== 'week') throw new NotUnderstood(`--step is day or week, not ${step}.`)
  const rule = need('rule')
  const files = { customers: path(need('customers')), orders: path(need('orders')), products: values.products === undefined ? null : path(values.products) }
  const zone = readZone(need('timezone'))
  const instant = (name: 'from' | 'history-from') => (values[name] === undefined ? null : readInstant(name, values[name], zone))
  const now = readInstant('now', need('now'), zone)
  const from = instant('from')
  if (from !== null && from > now) throw new NotUnderstood('--from is later than --now.')
  const currency = values.currency === undefined ? currencyIn(files) : readCurrency(values.currency)
  const understood = understandWith(rule, { currency })
  if (!understood.ok) return refuse(understood.problems)
  const { lines, notes } = backtestFiles(understood.plan, files, { zone, currency, historyFrom: instant('history-from'), now, from, step })
  for (const note of notes) process.stderr.write(`${note}\n`)
  await writeLines(lines)
  return 0
}
