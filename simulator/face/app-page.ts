// The embedded app: a frame on the proxy's address, opened the way Shopify's admin opens it.
import { html } from '#simulator/face/html.ts'
import { appBase, page } from '#simulator/face/layout.ts'
import type { World } from '#simulator/world.ts'

/** Shopify hands over the host as base64 of its own address of the store. */
const hostOf = (domain: string) => Buffer.from(`admin.shopify.com/store/${domain.split('.')[0]}`).toString('base64').replace(/=+$/, '')

export interface AppPageOptions {
  readonly front: string
  readonly idToken: string
}

const permissions: Readonly<Record<string, string>> = {
  read_customers: 'View customers',
  write_customers: 'Edit customers: add and remove tags',
  read_orders: 'View orders of the last 60 days',
  read_all_orders: 'View all orders',
  read_products: 'View products',
  read_locations: 'View locations',
  read_customer_merge: 'View merges of customers',
  write_discounts: 'Edit discounts',
}

/** What the store's owner is asked before the first visit; Shopify grants the scopes of the app's configuration. */
export function installPage(world: World): string {
  return page({
    title: 'Install Strata',
    here: 'app',
    zone: world.store.settings.zone,
    content: html`<h1>Install Strata</h1><div class="card">
<p>Strata will be able to:</p><ul>${world.config.scopes.map((scope) => html`<li>${permissions[scope] ?? scope} <span class="muted">${scope}</span></li>`)}</ul>
<button class="button primary" data-post="/_sim/install" data-then="reload">Install</button> <span class="muted" data-said></span></div>`,
  })
}

export function appPage(world: World, path: string, search: URLSearchParams, options: AppPageOptions): string {
  const address = new URL(path.slice(appBase.length) || '/app', options.front)
  for (const [name, value] of search) address.searchParams.set(name, value)
  const { domain } = world.store.settings
  for (const [name, value] of [['embedded', '1'], ['shop', domain], ['host', hostOf(domain)], ['locale', 'en'], ['id_token', options.idToken]] as const) {
    address.searchParams.set(name, value)
  }
  return page({
    title: 'Strata',
    here: 'app',
    zone: world.store.settings.zone,
    app: true,
    content: html`<div class="save" data-save-bar hidden></div><div class="bar" data-app-title>Strata</div>
<iframe src="${address.href}" title="Strata" name="app-iframe" allow="clipboard-write"></iframe>`,
  })
}
