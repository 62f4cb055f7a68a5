// How many a rule would hold, asked while the merchant types; nothing is changed.
import type { ActionFunctionArgs } from '@remix-run/node'
import type { PreviewAnswer } from '#app/components/segments/use-preview.ts'
import { estimateSegment } from '#app/operations/segments/estimate-segment.ts'
import { previewSegment } from '#app/operations/segments/preview-segment.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { jsonFrom } from '#app/routes/app/forms.server.ts'
import { questionFrom } from '#app/routes/app/preview-question.server.ts'

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { ctx, shop } = await admitted(request)
  const asked = questionFrom(await jsonFrom(request))
  if (!asked) return Response.json({ kind: 'problems' } satisfies PreviewAnswer, { status: 400 })
  const estimate = asked.quick ? await estimateSegment(ctx, { shop: shop.id, ...asked }) : null
  if (estimate !== null) return answered({ kind: 'estimate', numbers: estimate })
  const preview = await previewSegment(ctx, { shop: shop.id, ...asked })
  const { total, count, joining, leaving, unknown } = preview
  return answered(preview.problems.some((problem) => problem.severity === 'error') ? { kind: 'problems' } : { kind: 'numbers', numbers: { total, count, joining, leaving, unknown } })
}

const answered = (answer: PreviewAnswer): Response => Response.json(answer, { headers: { 'cache-control': 'no-store' } })
