// Finds the programs from outside npm (Redis, Chromium, PostgreSQL), and installs them where the machine allows it.
import { existsSync, readdirSync } from 'node:fs'
import { findProgram, quietly } from './command.mjs'
import { CannotGoOn, say } from './say.mjs'

const postgresFolders = () =>
  existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`)
    : []

const programs = {
  redis: {
    label: 'Redis',
    find: () => process.env.REDIS_URL ? 'REDIS_URL' : findProgram(['redis-server', 'valkey-server'], ['/usr/local/bin', '/opt/homebrew/bin']),
    packages: ['redis-server'],
    remedy: 'Install Redis 7 or Valkey (Debian: apt-get install redis-server, macOS: brew install redis), or set REDIS_URL.',
  },
  chromium: {
    label: 'Chromium',
    find: () => process.env.CHROMIUM ?? findProgram(['chromium', 'chromium-browser', 'google-chrome'], ['/Applications/Google Chrome.app/Contents/MacOS']),
    packages: ['chromium'],
    remedy: 'Install Chromium (Debian: apt-get install chromium), or set CHROMIUM to the path of a Chromium or Chrome.',
  },
  postgres: {
    label: 'PostgreSQL',
    find: () => findProgram(['initdb'], postgresFolders()),
    packages: ['postgresql'],
    remedy: 'Install the PostgreSQL server programs (Debian: apt-get install postgresql).',
  },
}

const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram(['apt-get']) !== null
let listsFresh = false

/** @param {(keyof typeof programs)[]} wanted */
export async function ensurePrograms(wanted) {
  for (const name of wanted) {
    const program = programs[name]
    if (program.find()) continue
    if (!mayInstall()) throw new CannotGoOn(`${program.label} is missing. ${program.remedy}`)
    say(`Installing ${program.label} (apt-get install ${program.packages.join(' ')})`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    if (!listsFresh) await quietly('apt-get', ['update', '-qq'], { env, failure: `The package lists could not be read, so ${program.label} cannot be installed. ${program.remedy}` })
    listsFresh = true
    await quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...program.packages], { env, failure: `${program.label} could not be installed. ${program.remedy}` })
    if (!program.find()) throw new CannotGoOn(`${program.label} was installed but cannot be found. ${program.remedy}`)
  }
}
