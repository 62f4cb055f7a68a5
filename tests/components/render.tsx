// Renders a component as the server would, inside Polaris and a router, to plain HTML.
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import type { StaticHandlerContext } from 'react-router-dom/server'
import { createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { AppProvider } from '@shopify/polaris'
import english from '@shopify/polaris/locales/en.json' with { type: 'json' }

const location = { pathname: '/', search: '', hash: '', state: null, key: 'default' }
const match = { params: {}, pathname: '/', pathnameBase: '/', route: { id: 'page', path: '/' } }
const here: StaticHandlerContext = { basename: '/', location, matches: [match], loaderData: {}, actionData: null, errors: null, statusCode: 200, loaderHeaders: {}, actionHeaders: {}, activeDeferreds: null }

export function render(element: ReactElement): string {
  const routes = [{ id: 'page', path: '/', element: <AppProvider i18n={english}>{element}</AppProvider> }]
  const router = createStaticRouter(routes, here)
  return renderToString(<StaticRouterProvider router={router} context={here} hydrate={false} />)
}

/** What a reader sees, without markup. */
export function textOf(html: string): string {
  return html.replace(/<!--.*?-->/g, '').replace(/<[^>]+>/g, ' ').replace(/&#x27;/g, '’').replace(/&quot;/g, '"').replace(/&gt;/g, '>').replace(/&lt;/g, '<').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim()
}
