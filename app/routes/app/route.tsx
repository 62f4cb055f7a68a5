// The frame of every page inside the admin: who is asking, Polaris, and the app's own navigation.
import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet } from '@remix-run/react'
import { NavMenu } from '@shopify/app-bridge-react'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { PageTrouble } from '#app/components/trouble.tsx'
import { authenticateAdmin } from '#app/shopify.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request)
  return null
}

/** Every page authenticates its own requests; this one only guards the document. */
export const shouldRevalidate = () => false

export const headers: HeadersFunction = (args) => boundary.headers(args)

export default function App() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary() {
  return (
    <Frame>
      <PageTrouble />
    </Frame>
  )
}

/** App Bridge itself stands in the document's head (root.tsx). */
function Frame({ children }: { children: React.ReactNode }) {
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/segments">Segments</Link>
        <Link to="/app/upkeep">Data</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      {children}
    </AppProvider>
  )
}
