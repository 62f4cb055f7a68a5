// Webhooks under `npm run dev`, where our own server (which answers them before Remix) is not in front.
import type { ActionFunctionArgs } from '@remix-run/node'
import { context } from '#app/context.server.ts'
import { acceptDelivery } from '#app/operations/intake/accept-delivery.ts'
import { webhookSecrets } from '#app/shopify.server.ts'

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const raw = new Uint8Array(await request.arrayBuffer())
  const { status } = await acceptDelivery(await context(), { raw, header: (name) => request.headers.get(name), secrets: webhookSecrets })
  return new Response(null, { status })
}

export function loader(): Response {
  return new Response(null, { status: 405, headers: { allow: 'POST' } })
}
