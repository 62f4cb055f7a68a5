// Shopify's sign-in addresses: the library answers all of them by itself.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { authenticateAdmin } from '#app/shopify.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateAdmin(request)
  return null
}
