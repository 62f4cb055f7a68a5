// Who asks, for every page inside the admin: the library's check, then the shop as we know it, installed if it is new.
import { context } from '#app/context.server.ts'
import { installShop } from '#app/operations/shop/install-shop.ts'
import { authenticateAdmin } from '#app/shopify.server.ts'

/** Throws the Response (redirect, bounce page, 401) with which the library answers everybody else. */
export async function admitted(request: Request) {
  const { shop: domain } = await authenticateAdmin(request)
  const ctx = await context()
  const shop = await installShop(ctx, { domain })
  return { ctx, shop }
}
