// What commands over files are given on the command line: paths and the shop's zone.
import { resolve } from 'node:path'
import type { Zone } from '#app/core/calendar/zone.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { NotUnderstood } from '../not-understood.ts'

/** npm runs the command in the project's folder; paths are meant from where npm was called. */
export function path(given: string): string {
  const from = process.env.npm_lifecycle_event === 'strata' ? process.env.INIT_CWD : undefined
  return resolve(from ?? '.', given)
}

export function readZone(name: string): Zone {
  try {
    return zoneTable(name)
  } catch {
    throw new NotUnderstood(`--timezone is an IANA zone such as Europe/Berlin, not ${name}.`)
  }
}
