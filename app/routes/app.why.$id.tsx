// Why a customer is in each segment or not, asked by the customer's page; nothing is changed.
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import type { WhyAnswer } from '#app/components/customers/why-view.ts'
import { explainCustomer } from '#app/operations/customers/explain-customer.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { ctx, shop } = await admitted(request)
  const shopifyId = params.id ?? ''
  const segments = /^[0-9]{1,18}$/.test(shopifyId) ? await explainCustomer(ctx, { shop: shop.id, shopifyId }) : undefined
  if (!segments) throw data('There is no such customer.', 404)
  return Response.json({ segments } satisfies WhyAnswer, { headers: { 'cache-control': 'no-store' } })
}
