// How many a rule would have held in the past, for the chart; nothing is changed.
import type { ActionFunctionArgs } from '@remix-run/node'
import type { HistoryAnswer, HistoryQuestion } from '#app/components/segments/use-history.ts'
import { backtestRule } from '#app/operations/segments/backtest-rule.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { jsonFrom } from '#app/routes/app/forms.server.ts'

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { ctx, shop } = await admitted(request)
  const asked = questionFrom(await jsonFrom(request))
  if (!asked) return Response.json({ kind: 'problems' } satisfies HistoryAnswer, { status: 400 })
  const { problems, asToday, sizes } = await backtestRule(ctx, { shop: shop.id, ...asked })
  const answer: HistoryAnswer = problems.some((problem) => problem.severity === 'error') ? { kind: 'problems' } : { kind: 'sizes', sizes, asToday, zone: shop.zone, step: asked.step }
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
}

function questionFrom(body: unknown): HistoryQuestion | undefined {
  if (typeof body !== 'object' || body === null || !('rule' in body) || !('segment' in body) || !('reach' in body) || !('step' in body)) return undefined
  const { rule, segment, reach, step } = body
  if (typeof rule !== 'string' || (segment !== null && !Number.isSafeInteger(segment)) || (step !== 'day' && step !== 'week')) return undefined
  if (reach !== '90-days' && reach !== '12-months' && reach !== '24-months' && reach !== 'all') return undefined
  return { rule, segment: segment as number | null, reach, step }
}
