// Processor time of a process from the kernel's own books (Linux), its threads included: what stays comparable on a busy machine.
import { readFileSync } from 'node:fs'

/** Ticks a second in /proc, the same on every Linux that Node runs on. */
const hertz = 100

/** User and system time since the process started, in seconds. */
export function cpuOf(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in parentheses may hold blanks: fields are counted from behind it. utime and stime are the 14th and 15th of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / hertz
}
