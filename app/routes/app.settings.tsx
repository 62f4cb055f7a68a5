// Settings: what customers asked to be shown, and how long things are kept. One card a matter.
import { useEffect } from 'react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useFetcher, useLoaderData } from '@remix-run/react'
import { Layout, Page } from '@shopify/polaris'
import { DataRequestsCard } from '#app/components/settings/data-requests-card.tsx'
import { RetentionCard } from '#app/components/settings/retention-card.tsx'
import { toast } from '#app/components/toast.ts'
import { dataRequests } from '#app/operations/shop/data-requests.ts'
import { setRetention } from '#app/operations/shop/set-retention.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { formFrom, retentionFrom, textFrom } from '#app/routes/app/forms.server.ts'

export const meta: MetaFunction = () => [{ title: 'Settings · Strata' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const requests = await dataRequests(ctx, { shop: shop.id })
  return { requests: requests.map(({ id, customer, at }) => ({ id, customer, at })), retention: shop.retention, zone: shop.zone }
}

export async function action({ request }: ActionFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const form = await formFrom(request)
  switch (textFrom(form, 'do')) {
    case 'set-retention':
      await setRetention(ctx, { shop: shop.id, retention: retentionFrom(form) })
      return { done: 'Settings saved' }
    default:
      throw data('This page knows nothing of that.', 400)
  }
}

export default function Settings() {
  const { requests, retention, zone } = useLoaderData<typeof loader>()
  const kept = useFetcher<typeof action>()
  const done = kept.data?.done
  useEffect(() => {
    if (done !== undefined && kept.state === 'idle') toast(done)
  }, [done, kept.state])
  return (
    <Page title="Settings">
      <Layout>
        <Layout.Section>
          <DataRequestsCard requests={requests} zone={zone} />
        </Layout.Section>
        <Layout.Section>
          <RetentionCard
            key={JSON.stringify(retention)}
            retention={retention}
            saving={kept.state !== 'idle'}
            onSave={(chosen) => kept.submit({ do: 'set-retention', retention: JSON.stringify(chosen) }, { method: 'post' })}
          />
        </Layout.Section>
      </Layout>
    </Page>
  )
}
