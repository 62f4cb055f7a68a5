// Runs one bulk operation to its end, and tells the app how it ended.
import { setTimeout as sleep } from 'node:timers/promises'
import { bulkPayload } from '../../webhooks/bulk-payload.ts'
import type { FieldContext } from '../fields/field.ts'
import { BulkDenied } from './compile.ts'
import type { BulkOperation } from './operation.ts'
import { Sink } from './sink.ts'

/** Writes the lines; returns early when the sink is no longer wanted. */
export type Produce = (sink: Sink) => Promise<void>

/** The operation is CREATED for this part of the time that ten thousand lines take. */
const waitingShare = 0.1

export function startRun(operation: BulkOperation, context: FieldContext, produce: Produce): void {
  const { running } = context.state.bulk
  const run = perform(operation, context, produce).finally(() => running.delete(run))
  running.add(run)
}

async function perform(operation: BulkOperation, context: FieldContext, produce: Produce): Promise<void> {
  await sleep(context.state.options.bulkMsPerTenThousand * waitingShare)
  if (operation.status === 'CREATED') operation.status = 'RUNNING'
  const sink = await Sink.open(operation, context.state)
  let failure: BulkOperation['errorCode'] = null
  try {
    if (sink.wanted) await produce(sink)
  } catch (error) {
    failure = error instanceof BulkDenied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR'
    if (!(error instanceof BulkDenied)) console.error(`simulator: bulk operation ${operation.id} failed:`, error)
  }
  operation.fileSize = await sink.close()
  finish(operation, failure, context)
}

function finish(operation: BulkOperation, failure: BulkOperation['errorCode'], { world, state }: FieldContext): void {
  operation.errorCode = failure
  operation.status = failure ? 'FAILED' : operation.status === 'CANCELING' ? 'CANCELED' : 'COMPLETED'
  if (operation.status === 'COMPLETED') operation.completedAt = world.clock.stamp()
  if (!state.closed) world.webhooks.emit('bulk_operations/finish', bulkPayload(world.store, operation))
}
