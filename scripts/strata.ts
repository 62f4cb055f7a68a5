// The way in from the command line: `npm run -s strata -- COMMAND …`. Answers on standard output, what went wrong on standard error;
// exit code 0 done, 1 refused (a rule with problems), 2 not understood, 3 failed.
import { enableCompileCache } from 'node:module'
import { NotUnderstood } from './strata/not-understood.ts'
import { stopQuietly } from './strata/output.ts'

/** Gives the exit code. */
type Command = (args: readonly string[]) => Promise<number>

const commands: Readonly<Record<string, () => Promise<{ readonly usage: string; readonly run: Command }>>> = {
  check: () => import('./strata/check.ts'),
  print: () => import('./strata/print.ts'),
  complete: () => import('./strata/complete.ts'),
  evaluate: () => import('./strata/evaluate.ts'),
  backtest: () => import('./strata/backtest.ts'),
  segments: () => import('./strata/shop-command.ts'),
  privacy: () => import('./strata/shop-command.ts'),
  work: () => import('./strata/shop-command.ts'),
}

async function usages(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(async (load) => (await load()).usage))
  return [...new Set(all)].join('\n\n')
}

async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  const helpful = args.includes('--help') && (args.indexOf('--') === -1 || args.indexOf('--help') < args.indexOf('--'))
  if (helpful) process.stdout.write(`${load ? (await load()).usage : await usages()}\n`)
  else if (load) return (await load()).run(name === 'segments' || name === 'privacy' || name === 'work' ? args : rest)
  else throw new NotUnderstood(`${name === undefined ? 'What is to be done?' : `There is no command ${name}.`}\n${await usages()}`)
  return 0
}

// Starting is half of what a short command does.
enableCompileCache()
stopQuietly()
try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const wrongArguments = error instanceof NotUnderstood || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  process.stderr.write(`${wrongArguments ? error.message : JSON.stringify({ problem: error instanceof Error ? error.message : String(error) })}\n`)
  process.exitCode = wrongArguments ? 2 : 3
}
