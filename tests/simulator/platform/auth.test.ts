// Tokens, asked for by the unmodified library: exchange, expiry, refresh, rotation with its grace, and refusals.
import '@shopify/shopify-api/adapters/node'
import { ApiVersion, LogSeverity, RequestedTokenType, shopifyApi } from '@shopify/shopify-api'
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { uninstall } from '#simulator/life/shop.ts'
import { mintIdToken } from '#simulator/platform/auth/id-token.ts'
import { secret } from '../stage.ts'
import { type Shop, domain, exchange, openShop, text } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  setAbstractFetchFunc((input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-host', url.hostname)
    return fetch(new URL(url.pathname + url.search, shop.origin), { ...init, headers })
  })
})
afterEach(() => shop.close())

const api = shopifyApi({ apiKey: 'key', apiSecretKey: secret, hostName: 'app.example', apiVersion: ApiVersion.July26, isEmbeddedApp: true, scopes: ['write_customers'], logger: { level: LogSeverity.Error } })
const endpoint = '/admin/oauth/access_token'
const refresh = (token: unknown) => shop.post(endpoint, { client_id: 'key', client_secret: secret, grant_type: 'refresh_token', refresh_token: token })
const offline = { shop: domain, requestedTokenType: RequestedTokenType.OfflineAccessToken, expiring: true }

describe('the library', () => {
  it('exchanges an id token for an expiring offline token and asks GraphQL with it', async () => {
    const { session } = await api.auth.tokenExchange({ ...offline, sessionToken: mintIdToken(shop.world) })
    expect(session).toMatchObject({ id: `offline_${domain}`, isOnline: false, scope: 'write_customers,read_orders,read_products,read_customer_merge,write_discounts,read_locations' })
    expect((session.expires?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_590_000)
    expect((session.refreshTokenExpires?.getTime() ?? 0) - Date.now()).toBeGreaterThan(89.9 * 86_400_000)
    expect(await new api.clients.Graphql({ session }).request('{ shop { myshopifyDomain } }')).toMatchObject({ data: { shop: { myshopifyDomain: domain } }, extensions: { cost: { requestedQueryCost: 1 } } })
  })

  it('refreshes, and both tokens rotate', async () => {
    const { session } = await api.auth.tokenExchange({ ...offline, sessionToken: mintIdToken(shop.world) })
    const { session: next } = await api.auth.refreshToken({ shop: domain, refreshToken: session.refreshToken ?? '' })
    expect(next.accessToken).not.toBe(session.accessToken)
    expect(next.refreshToken).not.toBe(session.refreshToken)
    expect((await new api.clients.Graphql({ session: next }).request('{ shop { name } }')).data).toEqual({ shop: { name: 'Demo store' } })
  })

  it('gets an online token with its user', async () => {
    const { session } = await api.auth.tokenExchange({ shop: domain, requestedTokenType: RequestedTokenType.OnlineAccessToken, sessionToken: mintIdToken(shop.world, { user: 77 }) })
    expect(session.onlineAccessInfo?.associated_user).toMatchObject({ id: 77, account_owner: true })
  })

  it('takes a refused id token for what it is', async () => {
    await expect(api.auth.tokenExchange({ ...offline, sessionToken: mintIdToken(shop.world, { expiresIn: -5 }) })).rejects.toMatchObject({ response: { code: 400, body: { error: 'invalid_subject_token' } } })
  })
})

describe('an old refresh token', () => {
  it('holds until the new access token is used, so that a lost answer costs nothing', async () => {
    const { body } = await shop.post(endpoint, { ...exchange, subject_token: mintIdToken(shop.world) })
    const lost = await refresh(body['refresh_token'])
    expect(lost.status).toBe(200)
    const second = await refresh(body['refresh_token'])
    expect(second.status).toBe(200)
    const answer = await shop.post('/admin/api/2026-07/graphql.json', { query: '{ shop { id } }' }, { 'x-shopify-access-token': text(second.body['access_token']) })
    expect(answer.status).toBe(200)
    expect(await refresh(body['refresh_token'])).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect((await refresh(second.body['refresh_token'])).status).toBe(200)
  })

  it('ends when its successor is used to refresh', async () => {
    const { body } = await shop.post(endpoint, { ...exchange, subject_token: mintIdToken(shop.world) })
    const next = await refresh(body['refresh_token'])
    await refresh(next.body['refresh_token'])
    expect((await refresh(body['refresh_token'])).status).toBe(400)
  })
})

describe('refused', () => {
  const attempt = async (change: Record<string, string>) => {
    const { status, body } = await shop.post(endpoint, { ...exchange, subject_token: mintIdToken(shop.world), ...change })
    return [status, body['error']]
  }

  it('are tokens of another shop, another secret, an earlier time, and of no shape', async () => {
    const [header, body] = mintIdToken(shop.world).split('.')
    for (const subject_token of ['', 'a.b.c', `${header}.${body}.AAAA`, mintIdToken(shop.world, { shop: 'other.myshopify.com' }), mintIdToken(shop.world, { expiresIn: -1 })]) {
      expect(await attempt({ subject_token })).toEqual([400, 'invalid_subject_token'])
    }
  })

  it('are wrong credentials and grants that are not simulated', async () => {
    expect(await attempt({ client_secret: 'wrong' })).toEqual([400, 'invalid_client'])
    expect(await attempt({ grant_type: 'client_credentials' })).toEqual([400, 'unsupported_grant_type'])
  })

  it('is every token after an uninstall, the refresh token too', async () => {
    const { body } = await shop.post(endpoint, { ...exchange, subject_token: mintIdToken(shop.world) })
    uninstall(shop.world)
    expect((await refresh(body['refresh_token'])).status).toBe(400)
    expect(await attempt({})).toEqual([400, 'invalid_subject_token'])
  })
})
