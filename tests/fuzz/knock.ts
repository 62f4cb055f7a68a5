// Sends bytes to a door of 127.0.0.1 as they are, and reads no more of the answer than its status.
import { connect } from 'node:net'
import type { Knock } from './requests.ts'

/** Longer than any answer may take; a connection that is still open then has been forgotten. */
const patience = 20_000

export type Answered = number | 'closed' | 'hangs'

/** `sender` below 250: one of the addresses of this machine itself, since each has so many ports and is counted by itself. */
export function knock(port: number, { bytes, framed }: Pick<Knock, 'bytes' | 'framed'>, sender: number): Promise<Answered> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + sender}` })
    let heard = ''
    const end = (answered: Answered) => {
      socket.destroy()
      resolve(answered)
    }
    socket.setTimeout(patience, () => end('hangs'))
    socket.on('data', (part) => {
      heard += part.toString('latin1')
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(heard)?.[1]
      // 100 is only the leave to go on.
      if (status === '100') heard = heard.slice(heard.indexOf('\r\n\r\n') + 4)
      else if (status !== undefined) end(Number(status))
    })
    socket.on('error', () => end('closed'))
    socket.on('close', () => end('closed'))
    // Half closed, a request that announces more than it brings is over, and not waited for.
    if (framed) socket.write(bytes)
    else socket.end(bytes)
  })
}
