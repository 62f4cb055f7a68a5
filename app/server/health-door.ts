// Tells health to whoever asks, however often: what was found stands for a second, and one look serves all who ask meanwhile.
import type { Door } from '#app/server/front-door.ts'
import type { Health } from '#app/server/health.ts'
import { replyJson } from '#app/server/reply.ts'

const standsFor = 1_000

/** `wall`: real time, milliseconds. */
export function healthDoor(look: () => Promise<Health>, wall: () => number): Door {
  let last: { readonly at: number; readonly found: Promise<Health> } | undefined
  return async (_request, response) => {
    const at = wall()
    if (last === undefined || at - last.at >= standsFor) last = { at, found: look() }
    const found = await last.found
    replyJson(response, found.ok ? 200 : 503, found)
  }
}
