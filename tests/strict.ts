// What fails every test beside its own assertions: a console.error, and a request to another machine.
import { Socket } from 'node:net'
import { afterEach, expect } from 'vitest'

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/
const errors: string[] = []

console.error = (...parts: unknown[]) => {
  errors.push(parts.map(String).join(' '))
}

type Connect = (this: Socket, ...args: unknown[]) => Socket
const connect = Reflect.get(Socket.prototype, 'connect') as Connect

/** The host a connection goes to; net normalises its arguments to one array before it calls connect. */
function hostOf(args: readonly unknown[]): unknown {
  const [given, second]: readonly unknown[] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  return typeof given === 'object' && given !== null && 'host' in given ? given.host : second
}

const guarded: Connect = function (...args) {
  const host = hostOf(args)
  if (typeof host === 'string' && !loopback.test(host)) {
    errors.push(`unexpected request to ${host}`)
    throw new Error(`A test tried to reach ${host}.`)
  }
  return connect.apply(this, args)
}
Reflect.set(Socket.prototype, 'connect', guarded)

afterEach(() => {
  const seen = errors.splice(0)
  expect(seen, 'printed with console.error, or asked of another machine').toEqual([])
})
