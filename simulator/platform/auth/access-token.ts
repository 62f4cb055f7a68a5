// POST /admin/oauth/access_token: an id token or a refresh token for an access token. Real time, whatever the store clock says.
import type { World } from '../../world.ts'
import { idTokenHolds } from './id-token.ts'
import { accessLifetime, issueAccess, issueRefresh, onlineLifetime, refreshLifetime, useRefresh } from './tokens.ts'

export interface TokenAnswer { readonly status: number; readonly body: unknown }

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange'
const idTokenType = 'urn:ietf:params:oauth:token-type:id_token'
const offline = 'urn:shopify:params:oauth:token-type:offline-access-token'
const online = 'urn:shopify:params:oauth:token-type:online-access-token'

const bad = (error: string, description: string): TokenAnswer => ({ status: 400, body: { error, error_description: description } })

export function answerTokenRequest(world: World, input: Readonly<Record<string, unknown>>): TokenAnswer {
  const text = (name: string) => (typeof input[name] === 'string' ? input[name] : '')
  if (text('client_id') !== world.config.apiKey || text('client_secret') !== world.config.apiSecret) return bad('invalid_client', 'Client authentication failed.')
  switch (text('grant_type')) {
    case exchange:
      return exchangeToken(world, text)
    case 'refresh_token':
      return refresh(world, text('refresh_token'))
    default:
      return bad('unsupported_grant_type', `not simulated: grant type ${text('grant_type') || 'authorization code'}`)
  }
}

function exchangeToken(world: World, text: (name: string) => string): TokenAnswer {
  if (text('subject_token_type') !== idTokenType) return bad('invalid_request', `not simulated: subject token type ${text('subject_token_type')}`)
  const holder = world.installation.installed ? idTokenHolds(world, text('subject_token')) : null
  if (!holder) return bad('invalid_subject_token', 'The subject token is invalid.')
  const scope = scopeText(world)
  switch (text('requested_token_type')) {
    case offline:
      return text('expiring') === '1' ? expiring(world, null) : { status: 200, body: { access_token: issueAccess(world, 'permanent-offline'), scope } }
    case online:
      return { status: 200, body: { access_token: issueAccess(world, 'online'), scope, expires_in: onlineLifetime - 1, associated_user_scope: scope, associated_user: userOf(world, Number(holder.user)) } }
    default:
      return bad('invalid_request', `Unknown token type ${text('requested_token_type')}.`)
  }
}

/** Both tokens rotate; the old refresh token holds until one of the new pair is used, so a lost answer costs nothing. */
function refresh(world: World, token: string): TokenAnswer {
  const replaced = useRefresh(world, token)
  return replaced === null ? bad('invalid_grant', 'The refresh token is invalid, expired or already used.') : expiring(world, replaced)
}

const expiring = (world: World, replaces: string | null): TokenAnswer => ({
  status: 200,
  body: {
    access_token: issueAccess(world, 'expiring-offline', replaces),
    scope: scopeText(world),
    expires_in: accessLifetime,
    refresh_token: issueRefresh(world, replaces),
    refresh_token_expires_in: refreshLifetime,
  },
})

/** As the platform lists them: a read scope that its write scope implies is left out. */
function scopeText(world: World): string {
  const { scopes } = world.installation
  return scopes.filter((scope) => !scope.startsWith('read_') || !scopes.includes(`write_${scope.slice(5)}`)).join(',')
}

const userOf = (world: World, id: number) => ({
  id, first_name: 'Store', last_name: 'Owner', email: `owner@${world.store.settings.domain}`, account_owner: true, locale: 'en', collaborator: false, email_verified: true,
})
