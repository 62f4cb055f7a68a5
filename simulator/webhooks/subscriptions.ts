// The topics the app subscribes to, read from its own shopify.app.toml as the platform would on a deploy.
import { readFileSync } from 'node:fs'
import { parseToml, type TomlTable, type TomlValue } from './toml.ts'

export interface Subscription {
  readonly topic: string
  /** Relative to the app's address, or absolute. */
  readonly uri: string
  readonly name: string | null
}

export interface AppConfiguration { readonly subscriptions: readonly Subscription[]; readonly apiVersion: string; readonly scopes: readonly string[]; readonly clientId: string | null }

const isTable = (value: TomlValue | undefined): value is TomlTable => typeof value === 'object' && !Array.isArray(value)
const isText = (value: TomlValue | undefined): value is string => typeof value === 'string'

const atRoot = new URL('../../shopify.app.toml', import.meta.url)

/** Reads the file; the one at the root of the repository if no other is named. */
export const readAppConfiguration = (path: string | URL = atRoot): AppConfiguration => parseAppConfiguration(readFileSync(path, 'utf8'))

/**
 * @param text the content of a shopify.app.toml
 * @throws Error naming the entry that cannot be used
 */
export function parseAppConfiguration(text: string): AppConfiguration {
  const root = parseToml(text)
  const webhooks = root['webhooks']
  if (!isTable(webhooks) || !isText(webhooks['api_version'])) throw new Error('shopify.app.toml: [webhooks] api_version is missing')
  const entries = webhooks['subscriptions'] ?? []
  if (!Array.isArray(entries)) throw new Error('shopify.app.toml: webhooks.subscriptions must be [[webhooks.subscriptions]] tables')
  const access = root['access_scopes']
  const scopes = isTable(access) && isText(access['scopes']) ? access['scopes'] : ''
  return {
    subscriptions: entries.flatMap((entry) => readSubscription(entry)),
    apiVersion: webhooks['api_version'],
    scopes: scopes.split(',').map((scope) => scope.trim()).filter((scope) => scope !== ''),
    clientId: isText(root['client_id']) ? root['client_id'] : null,
  }
}

function readSubscription(entry: TomlValue): Subscription[] {
  if (!isTable(entry) || !isText(entry['uri'])) throw new Error('shopify.app.toml: a webhook subscription has no uri')
  for (const key of ['filter', 'include_fields']) if (entry[key] !== undefined) throw new Error(`shopify.app.toml: the simulator does not imitate ${key} in webhook subscriptions`)
  const uri = entry['uri']
  const name = isText(entry['name']) ? entry['name'] : null
  const topics = [entry['topics'] ?? [], entry['compliance_topics'] ?? []].flat()
  if (topics.length === 0) throw new Error(`shopify.app.toml: the subscription to ${uri} has no topics`)
  return topics.map((topic) => {
    if (!isText(topic)) throw new Error(`shopify.app.toml: a topic of ${uri} is not a text`)
    return { topic, uri, name }
  })
}
