// Some of the customers whom a rule would hold, bring or lose, asked when the merchant wants to see who they are; nothing is changed.
import type { ActionFunctionArgs } from '@remix-run/node'
import { previewPeople } from '#app/operations/segments/preview-people.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { jsonFrom } from '#app/routes/app/forms.server.ts'
import { questionFrom } from '#app/routes/app/preview-question.server.ts'

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { ctx, shop } = await admitted(request)
  const asked = questionFrom(await jsonFrom(request))
  if (!asked) return Response.json({ error: 'A rule and a segment are asked about.' }, { status: 400 })
  return Response.json(await previewPeople(ctx, { shop: shop.id, ...asked }), { headers: { 'cache-control': 'no-store' } })
}
