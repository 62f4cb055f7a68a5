// The bare address leads into the app; Shopify's own links to it carry the shop.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'

export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url)
  return redirect(searchParams.has('shop') ? `/app${search}` : '/auth/login')
}
