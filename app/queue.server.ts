// The rope of this process: rings bells in the Redis that the settings name.
import { env } from '#app/env.server.ts'
import { log } from '#app/log.server.ts'
import { openRope } from '#app/queue/enqueue.ts'
import { remember } from '#app/remember.server.ts'

export const rope = remember('rope', () => openRope({ redisUrl: env.REDIS_URL, log }))
