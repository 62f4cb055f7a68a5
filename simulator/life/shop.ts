// The shop itself: its settings, the app installed and removed.
import { Refused } from '../store/refused.ts'
import type { World } from '../world.ts'
import { scopesPayload, shopPayload } from '../webhooks/shop-payload.ts'
import { shopRedactPayload } from '../webhooks/privacy-payload.ts'

const hour = 3_600_000
const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])

/** @throws Refused for a zone that does not exist */
export function updateShop(world: World, change: { readonly zone?: string | null; readonly currency?: string | null }): void {
  const { settings } = world.store
  if (change.zone) {
    if (!zones.has(change.zone)) throw new Refused(`there is no zone ${change.zone}`)
    settings.zone = change.zone
  }
  if (change.currency) settings.currency = change.currency
  world.webhooks.emit('shop/update', shopPayload(world.store))
}

/** Installed with these scopes; a second time only the scopes change. */
export function install(world: World, scopes: readonly string[]): void {
  const { installation } = world
  const previous = installation.scopes
  const again = installation.installed
  installation.installed = true
  installation.scopes = [...scopes]
  if (again && previous.join() !== scopes.join()) world.webhooks.emit('app/scopes_update', scopesPayload(world.store, previous, scopes, world.clock.stamp()))
}

/** Tokens die at once; shop/redact follows 48 hours later, unless the app is installed again. */
export function uninstall(world: World): void {
  const { installation, webhooks, agenda, clock, store } = world
  if (!installation.installed) return
  webhooks.emit('app/uninstalled', shopPayload(store))
  installation.installed = false
  const generation = ++installation.generation
  agenda.add(clock.now() + 48 * hour, () => {
    if (!installation.installed && installation.generation === generation) webhooks.emit('shop/redact', shopRedactPayload(store))
  })
}
