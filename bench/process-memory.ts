// Memory of a process from the kernel's own books (Linux), in MiB.
import { readFileSync } from 'node:fs'

export interface ProcessMemory {
  readonly now: number
  /** The highest it has been since it started, or since `forgetPeak`. */
  readonly peak: number
}

export function memoryOf(pid: number | undefined): ProcessMemory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mib = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024)
  return { now: mib('VmRSS'), peak: mib('VmHWM') }
}
