// The log of this process: one JSON line an event, on standard output unless that carries something else; secrets and anything personal are struck out wherever they stand.
import { destination, pino } from 'pino'
import { env } from '#app/env.server.ts'

const struck = ['accessToken', 'refreshToken', 'token', 'authorization', 'secret', 'email', 'phone', 'name', 'payload', 'address', 'password']

export const log = pino({
  level: env.LOG_LEVEL,
  base: { pid: process.pid },
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: struck.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[struck]' },
}, destination({ fd: env.LOG_TO === 'stderr' ? 2 : 1, sync: true }))
