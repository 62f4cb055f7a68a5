// The frame of every page of the simulated admin: top bar with the store clock, navigation, content.
import type { Html } from '#simulator/face/html.ts'
import { html } from '#simulator/face/html.ts'

export const storeBase = '/store/demo'
export const appBase = `${storeBase}/apps/strata`

const places = [
  ['', 'Home'],
  ['/customers', 'Customers'],
  ['/segments', 'Segments'],
  ['/orders', 'Orders'],
  ['/products', 'Products'],
  ['/discounts', 'Discounts'],
] as const

export interface PageOptions {
  readonly title: string
  /** The part of the path after the store's base, for the highlight. */
  readonly here: string
  readonly content: Html
  /** IANA zone of the store, for its clock. */
  readonly zone: string
  readonly app?: boolean
}

export function page(options: PageOptions): string {
  const link = ([path, label]: readonly [string, string]) =>
    html`<a href="${storeBase}${path}" class="${path === options.here ? 'here' : ''}">${label}</a>`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${options.title} · simulated store</title>
<link rel="stylesheet" href="/assets/style.css">
</head>
<body data-app-base="${appBase}" data-store-base="${storeBase}">
<div class="top">
  <strong><span class="wide">Simulated </span>store</strong><span class="wide muted">not Shopify</span><span class="spacer"></span>
  <span class="clock" title="Store clock, ${options.zone}" data-clock="${options.zone}"></span>
  <button class="button" data-post="/_sim/clock" data-body='{"by":3600000}'>+1 h</button>
  <button class="button" data-post="/_sim/clock" data-body='{"by":86400000}'>+1 day</button>
</div>
<div class="shell">
  <nav class="side" aria-label="Store">${places.map(link)}
    <a href="${appBase}" class="${options.app ? 'here' : ''}">Strata</a>
    <div data-app-nav></div>
  </nav>
  <main class="${options.app ? 'app' : ''}">${options.content}</main>
</div>
<div class="toasts" data-toasts></div>
${options.app ? html`<script src="/assets/host.js"></script>` : ''}
<script src="/assets/page.js"></script>
</body></html>`.text
}
