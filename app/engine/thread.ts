// The engine thread: answers numbered requests out of its own, read-only connection; a fault of one request harms no other.
import { parentPort, workerData } from 'node:worker_threads'
import { openReader } from '#app/db/database.ts'
import type { CallName, EngineCalls, EngineSettings, Reply, Request } from '#app/engine/protocol.ts'
import { buffersOf } from '#app/engine/row-columns.ts'
import { openService } from '#app/engine/service.ts'

const port = parentPort
if (port === null) throw new Error('The engine runs in a thread: see open-engine.ts.')
const { databaseUrl, memoryBytes } = workerData as EngineSettings
const service = openService(openReader(databaseUrl), memoryBytes)

const answer = (name: CallName, request: never): Promise<EngineCalls[CallName]['answer']> => service[name](request)

const handedOver = (answered: EngineCalls[CallName]['answer']): ArrayBuffer[] =>
  typeof answered === 'object' && answered !== null && 'columns' in answered ? buffersOf(answered.columns) : []

port.on('message', (message: Request) => {
  const reply = (made: Reply): void => port.postMessage(made, made.kind === 'answer' ? handedOver(made.answer) : [])
  void answer(message.name, message.request as never).then(
    (answered) => reply({ id: message.id, kind: 'answer', answer: answered }),
    (error: unknown) => reply({ id: message.id, kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
