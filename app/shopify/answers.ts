// Turns everything the library returns or throws for one GraphQL request into one Answer.
import { GraphqlQueryError, HttpMaxRetriesError, HttpRequestError, HttpResponseError, HttpThrottlingError } from '@shopify/shopify-api'
import type { Answer, Cost } from '#app/shopify/shopify.ts'

/** Shopify's words for an object or field that protected customer data approval is missing for. */
const notApproved = /not approved to (access|use) the /i

/** Milliseconds until a store that takes no requests is asked again. */
const whileTheStoreIsShut = 60_000

interface GraphqlError {
  readonly message: string
  readonly extensions?: { readonly code?: string }
}

interface CostExtension {
  readonly requestedQueryCost: number
  readonly actualQueryCost: number | null
  readonly throttleStatus: { readonly maximumAvailable: number; readonly currentlyAvailable: number; readonly restoreRate: number }
}

/** Reads `extensions.cost`; null when Shopify did not report it. */
export function costOf(extensions: unknown): Cost | null {
  const cost = (extensions as { cost?: Partial<CostExtension> } | null | undefined)?.cost
  const status = cost?.throttleStatus
  if (!cost || !status) return null
  return {
    requested: cost.requestedQueryCost ?? 0,
    actual: cost.actualQueryCost ?? null,
    available: status.currentlyAvailable,
    maximum: status.maximumAvailable,
    restoreRate: status.restoreRate,
  }
}

/** The client returned: there were no errors in the body. */
export function answered<T>(response: { readonly data?: unknown; readonly extensions?: unknown }): Answer<T> {
  return { kind: 'ok', data: response.data as T, cost: costOf(response.extensions) }
}

/** The client threw `error`. Errors that are neither Shopify's nor the network's are thrown on. */
export function failed<T>(error: unknown): Answer<T> {
  if (error instanceof GraphqlQueryError) return refusedQuery<T>(error)
  if (error instanceof HttpThrottlingError) return { kind: 'throttled', waitMs: (error.response.retryAfter ?? 2) * 1000, cost: null }
  if (error instanceof HttpResponseError) return badStatus<T>(error as HttpResponseError)
  if (error instanceof HttpRequestError || error instanceof HttpMaxRetriesError) return { kind: 'uncertain', message: error.message }
  throw error
}

/** Facts are read from whole answers only: what a refused field would have said is not known. */
export function whole<T>(answer: Answer<T>): Exclude<Answer<T>, { readonly kind: 'partial' }> {
  if (answer.kind !== 'partial') return answer
  const message = answer.messages.join('; ')
  if (notApproved.test(message)) return { kind: 'denied', why: 'data-access', message }
  return /access denied/i.test(message) ? { kind: 'denied', why: 'scope', message } : { kind: 'uncertain', message }
}

function badStatus<T>(error: HttpResponseError): Answer<T> {
  const { code } = error.response
  if (code === 401) return { kind: 'revoked' }
  // A 200 here is an answer that was cut, or an HTML page of some proxy.
  if (code === 200 || code === 408 || code >= 500) return { kind: 'uncertain', message: error.message }
  if (code === 403 && /access tokens are no longer accepted/i.test(error.message)) return { kind: 'revoked' }
  // A store that is frozen, locked or closed, or a proxy that lets nobody through: it is about no query in particular, and passes.
  return { kind: 'throttled', waitMs: whileTheStoreIsShut, cost: null }
}

function refusedQuery<T>(error: GraphqlQueryError): Answer<T> {
  const body = error.body as { data?: unknown; errors?: { graphQLErrors?: GraphqlError[] }; extensions?: unknown } | undefined
  const errors = body?.errors?.graphQLErrors ?? [{ message: error.message }]
  const cost = costOf(body?.extensions)
  const codes = errors.map((each) => each.extensions?.code)
  const message = errors.map((each) => each.message).join('; ')
  if (codes.includes('THROTTLED')) return { kind: 'throttled', waitMs: waitFor(cost), cost }
  if (hasSomething(body?.data)) return { kind: 'partial', data: body?.data as Partial<T>, messages: errors.map((each) => each.message), cost }
  const unapproved = errors.find((each) => notApproved.test(each.message))
  if (unapproved) return { kind: 'denied', why: 'data-access', message: unapproved.message }
  if (codes.includes('ACCESS_DENIED')) return { kind: 'denied', why: 'scope', message }
  if (codes.includes('INTERNAL_SERVER_ERROR')) return { kind: 'uncertain', message }
  return { kind: 'refused', message }
}

/** Milliseconds until the bucket holds what the request asked for; one second where Shopify does not say. */
function waitFor(cost: Cost | null): number {
  if (!cost || cost.restoreRate <= 0) return 1000
  return Math.max(100, Math.ceil(((cost.requested - cost.available) / cost.restoreRate) * 1000))
}

function hasSomething(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null)
}
