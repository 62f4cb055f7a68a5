// The faults of the API on demand: slow, an HTTP error, a connection cut before or after the work is done.
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../../world.ts'
import { platformOf } from '../state.ts'
import { replyJson } from './reply.ts'

export type Course = 'answer' | 'done' | 'cut-after'

const retryAfter = '2.0'

/** `done` if the request was ended here; `cut-after` if it is to be executed and then left without an answer. */
export async function misbehave(world: World, response: ServerResponse): Promise<Course> {
  const { slowMs, status, cut } = world.faults.api
  const { random } = platformOf(world)
  if (slowMs > 0) await sleep(slowMs)
  if (status && random.chance(status.p)) {
    replyJson(response, status.code, { errors: status.code === 429 ? 'Exceeded rate limit' : 'Internal Server Error' }, status.code === 429 ? { 'retry-after': retryAfter } : {})
    return 'done'
  }
  if (!random.chance(cut)) return 'answer'
  if (random.chance(0.5)) return 'cut-after'
  response.destroy()
  return 'done'
}
