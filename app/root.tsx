// The document around every page: the styles, and App Bridge as the first script in the head wherever the admin frames us.
import type { ReactNode } from 'react'
import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteLoaderData } from '@remix-run/react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import strataStyles from '#app/components/strata.css?url'
import { Trouble } from '#app/components/trouble.tsx'
import { env } from '#app/env.server.ts'

const shopifyAppBridge = 'https://cdn.shopify.com/shopifycloud/app-bridge.js'

export const links: LinksFunction = () => [
  { rel: 'preconnect', href: 'https://cdn.shopify.com/' },
  { rel: 'stylesheet', href: 'https://cdn.shopify.com/static/fonts/inter/v4/styles.css' },
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: strataStyles },
]

export const meta: MetaFunction = () => [{ title: 'Strata' }]

export function loader() {
  return { apiKey: env.SHOPIFY_API_KEY, appBridge: env.APP_BRIDGE_URL ?? shopifyAppBridge }
}

/** Neither the key nor the address changes while the page lives. */
export const shouldRevalidate = () => false

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  const embedded = useMatches().some((match) => match.id === 'routes/app')
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        {data && embedded ? (
          <>
            <meta name="shopify-api-key" content={data.apiKey} />
            <script src={data.appBridge} data-api-key={data.apiKey} />
          </>
        ) : null}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <Trouble />
}
