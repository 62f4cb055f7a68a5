// The whole proof that the house stands: types, lint, import rules, derived files, then every test; ends with one line of counts.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectEnv, root } from './setup/command.mjs'
import { enter, say } from './setup/say.mjs'

interface Tally { passed: number; failed: number }

const checks: readonly { readonly name: string; readonly command: readonly [string, ...string[]] }[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'import rules', command: ['depcruise', 'app', 'simulator', 'scripts', 'bench', 'tests', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'] },
  { name: 'derived PostgreSQL schema', command: ['node', 'scripts/derive-postgres-schema.ts', '--check'] },
]

function runs(command: readonly [string, ...string[]]): Promise<boolean> {
  const [program, ...args] = command
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: projectEnv(), stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0))
  })
}

async function runTests(filters: string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-tests-'))
  const report = join(folder, 'report.json')
  try {
    const good = await runs(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters])
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number; numFailedTests: number; numFailedTestSuites: number
    }
    const failed = numFailedTests > 0 ? numFailedTests : numFailedTestSuites
    return { passed: numPassedTests, failed: good ? failed : Math.max(1, failed) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await enter(async () => {
  const tally: Tally = { passed: 0, failed: 0 }
  const filters = process.argv.slice(2)
  for (const check of filters.length === 0 ? checks : []) {
    const from = performance.now()
    const good = await runs(check.command)
    say(`${good ? 'ok  ' : 'FAIL'} ${check.name} (${((performance.now() - from) / 1000).toFixed(1)} s)`)
    if (good) tally.passed += 1
    else tally.failed += 1
  }
  const tests = await runTests(filters)
  tally.passed += tests.passed
  tally.failed += tests.failed
  say(`tests: ${tally.passed} passed, ${tally.failed} failed`)
  process.exitCode = tally.failed === 0 ? 0 : 1
})
