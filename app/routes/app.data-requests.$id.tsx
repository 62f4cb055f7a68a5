// Everything held of the customer of one data request, as a file: asked by the settings page, with its session token.
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { answerDataRequest } from '#app/operations/shop/data-requests.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { ctx, shop } = await admitted(request)
  const id = /^[1-9]\d{0,14}$/.test(params.id ?? '') ? Number(params.id) : null
  const answer = id === null ? null : await answerDataRequest(ctx, { shop: shop.id, id })
  if (answer?.kind !== 'answer') throw data('There is no such request.', 404)
  return new Response(answer.json, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="${answer.fileName}"`, 'cache-control': 'no-store' },
  })
}
