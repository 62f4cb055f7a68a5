// A new segment: written, previewed, saved; it starts off, so that nothing happens in the store before the merchant says so.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from '@remix-run/react'
import { Page } from '@shopify/polaris'
import { SegmentEditor } from '#app/components/segments/segment-editor.tsx'
import { templateOf } from '#app/components/segments/templates.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { listSegments } from '#app/operations/segments/list-segments.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { draftFrom, formFrom, refusalOf } from '#app/routes/app/forms.server.ts'

export const meta: MetaFunction = () => [{ title: 'Create segment · Strata' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const template = templateOf(new URL(request.url).searchParams.get('from'))
  const segments = await listSegments(ctx, { shop: shop.id })
  const language = { currency: shop.currency, segments: segments.map(({ id, name, rule }) => ({ id, name, rule })) }
  return { language, initial: { name: template?.name ?? '', rule: template?.rule ?? '', tag: template?.tag ?? '' } }
}

export async function action({ request }: ActionFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const draft = draftFrom(await formFrom(request))
  const outcome = await createSegment(ctx, { shop: shop.id, ...draft })
  if (outcome.kind === 'created') return redirect(`/app/segments/${outcome.segment.id}`)
  return { draft, errors: refusalOf(outcome) }
}

export default function NewSegment() {
  const { initial, language } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const submit = useSubmit()
  const navigate = useNavigate()
  const saving = useNavigation().formMethod === 'POST'
  return (
    <Page narrowWidth title="Create segment" backAction={{ content: 'Segments', url: '/app/segments' }}>
      <SegmentEditor
        id={null}
        initial={initial}
        language={language}
        refused={refused}
        saving={saving}
        standing=""
        onSave={(draft) => submit({ ...draft }, { method: 'post' })}
        onDiscard={() => navigate('/app/segments')}
      />
    </Page>
  )
}
