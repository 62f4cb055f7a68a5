// Everything Shopify's servers answer to an app: tokens, the Admin API, bulk results, staged uploads.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../world.ts'
import { answerTokenRequest } from './auth/access-token.ts'
import { resultsPath } from './bulk/result-url.ts'
import { readBody, readObject } from './http/body.ts'
import { answerBulkResult } from './http/bulk-results.ts'
import { answerGraphQLRequest, shopOf } from './http/graphql-endpoint.ts'
import { replyJson } from './http/reply.ts'
import { answerUpload } from './http/upload-endpoint.ts'
import { uploadsPath } from './mutations/uploads.ts'

const largestTokenRequest = 64 * 1024

/** Answers what is the platform's; false if the path is not one of its own. */
export async function handlePlatform(request: IncomingMessage, response: ServerResponse, world: World): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://simulator')
  const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(url.pathname)?.[1]
  if (request.method === 'POST' && version) await answerGraphQLRequest(request, response, world, version)
  else if (request.method === 'POST' && url.pathname === '/admin/oauth/access_token') await answerToken(request, response, world)
  else if (request.method === 'POST' && url.pathname === uploadsPath) await answerUpload(request, response, world)
  else if (request.method === 'GET' && url.pathname.startsWith(resultsPath)) await answerBulkResult(request, response, world, url)
  else return false
  return true
}

async function answerToken(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  if (shopOf(request) !== world.store.settings.domain) return replyJson(response, 404, { errors: 'Not Found' })
  const text = await readBody(request, largestTokenRequest)
  const input = text === null ? null : readObject(text, request.headers['content-type'] ?? '')
  if (!input) return replyJson(response, 400, { error: 'invalid_request' })
  const { status, body } = answerTokenRequest(world, input)
  replyJson(response, status, body)
}
