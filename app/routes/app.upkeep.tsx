// Data: up to when it is complete, the last rounds of comparing it with the store, and reading the whole store again.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useFetcher, useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import type { ShopView } from '#app/components/home/home-view.ts'
import { SyncCard } from '#app/components/home/sync-card.tsx'
import { TroubleBanner } from '#app/components/home/trouble-banner.tsx'
import { ReadAgainCard } from '#app/components/upkeep/read-again-card.tsx'
import { RoundsCard } from '#app/components/upkeep/rounds-card.tsx'
import { StandingCard } from '#app/components/upkeep/standing-card.tsx'
import { useLive } from '#app/components/use-live.ts'
import { machine } from '#app/context.server.ts'
import { progress } from '#app/operations/sync/progress.ts'
import { rounds } from '#app/operations/sync/rounds.ts'
import { startSync } from '#app/operations/sync/start-sync.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { textFrom } from '#app/routes/app/forms.server.ts'

export const meta: MetaFunction = () => [{ title: 'Data · Strata' }]

const whileRunning = 1_000
const otherwise = 10_000

export async function loader({ request }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const [standing, last, ours] = await Promise.all([progress(ctx, { shop: shop.id }), rounds(ctx, { shop: shop.id }), machine()])
  return {
    ...standing,
    rounds: last,
    machine: ours,
    shop: { zone: shop.zone, writesEnabled: shop.writesEnabled, approved: shop.approvedAt !== null, trouble: shop.trouble, historyFrom: shop.historyFrom } satisfies ShopView,
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  if (textFrom(await request.formData(), 'do') !== 'read-again') throw data('This page knows nothing of that.', 400)
  await startSync(ctx, { shop: shop.id })
  return { ok: true }
}

export default function Upkeep() {
  const { freshness, sync, rounds: last, machine: ours, shop } = useLoaderData<typeof loader>()
  const again = useFetcher()
  const start = () => again.submit({ do: 'read-again' }, { method: 'post' })
  useLive(sync.state === 'running' ? whileRunning : otherwise)
  return (
    <Page title="Data" narrowWidth>
      <BlockStack gap="400">
        <TroubleBanner shop={shop} machine={ours} />
        <StandingCard freshness={freshness} sync={sync} zone={shop.zone} now={last.now} every={last.every} />
        <SyncCard sync={sync} retrying={again.state !== 'idle'} onRetry={start} />
        <RoundsCard title="Every few minutes" about="What changed in your store since the last round." rounds={last.frequent} zone={shop.zone} />
        <RoundsCard title="Every night, and everything at once" about="How many customers, orders and products there are, and the tags of everyone; and readings of the whole store." rounds={last.nightly} zone={shop.zone} />
        <ReadAgainCard running={sync.state === 'running' || sync.state === 'waiting'} starting={again.state !== 'idle'} onStart={start} />
      </BlockStack>
    </Page>
  )
}
