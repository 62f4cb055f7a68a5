// POST /admin/api/{version}/graphql.json: who asks, for which shop, with what right; then GraphQL.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../../world.ts'
import { useAccess } from '../auth/tokens.ts'
import { answerGraphQL } from '../graphql/answer.ts'
import { apiVersion } from '../graphql/schema.ts'
import { platformOf } from '../state.ts'
import { misbehave } from './api-faults.ts'
import { readBody, readObject } from './body.ts'
import { replyJson } from './reply.ts'

const largestRequest = 4 * 1024 * 1024
const badToken = '[API] Invalid API key or access token (unrecognized login or wrong password)'
const badKind = '[API] Non-expiring access tokens are no longer accepted for the Admin API. Start using expiring offline tokens: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens'

/** The shop a request means: the app's requests come redirected, and say where they wanted to go. */
export function shopOf(request: IncomingMessage): string {
  const forwarded = request.headers['x-forwarded-host']
  const host = (typeof forwarded === 'string' ? forwarded : undefined) ?? request.headers.host ?? ''
  return host.split(':')[0] ?? ''
}

export async function answerGraphQLRequest(request: IncomingMessage, response: ServerResponse, world: World, version: string): Promise<void> {
  world.counters.requests++
  const text = await readBody(request, largestRequest)
  const course = await misbehave(world, response)
  if (course === 'done') return
  if (version !== apiVersion) return replyJson(response, 404, { errors: `not simulated: API version ${version} (only ${apiVersion})` })
  if (shopOf(request) !== world.store.settings.domain) return replyJson(response, 404, { errors: 'Not Found' })
  const token = useAccess(world, String(request.headers['x-shopify-access-token'] ?? ''))
  if (!token) return replyJson(response, 401, { errors: badToken })
  if (token.kind === 'permanent-offline') return replyJson(response, 403, { errors: badKind })
  const body = text === null ? null : readObject(text, 'application/json')
  if (!body || typeof body['query'] !== 'string') return replyJson(response, 400, { errors: { query: 'Required parameter missing or invalid' } })

  const variables = body['variables']
  const operationName = body['operationName']
  const answer = await answerGraphQL({
    query: body['query'],
    variables: typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {},
    operationName: typeof operationName === 'string' ? operationName : undefined,
    apiVersion: version,
    throttled: platformOf(world).random.chance(world.faults.api.throttle),
  }, world)
  if (course === 'cut-after') response.destroy()
  else replyJson(response, 200, answer, { 'x-shopify-api-version': version })
}
