// Leaving Strata: what is in the store because of it, what becomes of that, and the button that takes it all off.
import { useState } from 'react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigation, useSubmit } from '@remix-run/react'
import { Page } from '@shopify/polaris'
import { LeavingCard } from '#app/components/home/leaving-card.tsx'
import { useLive } from '#app/components/use-live.ts'
import { leave, leavingPlan } from '#app/operations/shop/leave.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { formFrom, textFrom } from '#app/routes/app/forms.server.ts'

export const meta: MetaFunction = () => [{ title: 'Leaving · Strata' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  return { plan: await leavingPlan(ctx, { shop: shop.id }) }
}

export async function action({ request }: ActionFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  if (textFrom(await formFrom(request), 'do') !== 'leave') throw data('This page knows nothing of that.', 400)
  await leave(ctx, { shop: shop.id })
  return { ok: true }
}

export default function Leaving() {
  const { plan } = useLoaderData<typeof loader>()
  const submit = useSubmit()
  const { formData } = useNavigation()
  const [asking, setAsking] = useState(false)
  useLive(2_000)
  return (
    <Page title="Leaving Strata" backAction={{ content: 'Home', url: '/app' }}>
      <LeavingCard
        plan={plan}
        asking={asking}
        leaving={formData?.get('do') === 'leave'}
        onAsk={setAsking}
        onLeave={() => {
          setAsking(false)
          submit({ do: 'leave' }, { method: 'post' })
        }}
      />
    </Page>
  )
}
