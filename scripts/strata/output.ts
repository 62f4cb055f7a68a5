// Writing answers: never more in memory than the reader takes, and no complaint when the reader has seen enough.
import { once } from 'node:events'

const CHUNK = 1 << 16

/** `… | head` closes the pipe: that is no failure. */
export function stopQuietly(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}

/** Writes the lines as they come, in chunks. */
export async function writeLines(lines: Iterable<string>): Promise<void> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < CHUNK) continue
    await write(chunk)
    chunk = ''
  }
  await write(chunk)
}

async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain')
}
