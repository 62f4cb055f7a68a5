// Home: how far the sync is, the segments with their counts, how fresh it all is, and the switch for tag writing.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useFetcher, useLoaderData } from '@remix-run/react'
import { BlockStack, Layout, Page } from '@shopify/polaris'
import { AuditBanner } from '#app/components/home/audit-banner.tsx'
import { FreshnessCard } from '#app/components/home/freshness-card.tsx'
import type { ShopView } from '#app/components/home/home-view.ts'
import { SegmentsCard } from '#app/components/home/segments-card.tsx'
import { SyncCard } from '#app/components/home/sync-card.tsx'
import { TroubleBanner } from '#app/components/home/trouble-banner.tsx'
import { WritesCard } from '#app/components/home/writes-card.tsx'
import { TemplateList } from '#app/components/segments/template-list.tsx'
import { useLive } from '#app/components/use-live.ts'
import { machine } from '#app/context.server.ts'
import { listSegments } from '#app/operations/segments/list-segments.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { progress } from '#app/operations/sync/progress.ts'
import { startSync } from '#app/operations/sync/start-sync.ts'
import { auditState } from '#app/operations/upkeep/audit-state.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { formFrom, textFrom } from '#app/routes/app/forms.server.ts'

export const meta: MetaFunction = () => [{ title: 'Home · Strata' }]

const whileRunning = 1_000
const otherwise = 5_000

export async function loader({ request }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const [{ sync, freshness }, segments, audit, ours] = await Promise.all([progress(ctx, { shop: shop.id }), listSegments(ctx, { shop: shop.id }), auditState(ctx, { shop: shop.id }), machine()])
  return {
    sync,
    freshness,
    segments,
    audit,
    machine: ours,
    shop: { zone: shop.zone, writesEnabled: shop.writesEnabled, approved: shop.approvedAt !== null, trouble: shop.trouble, historyFrom: shop.historyFrom } satisfies ShopView,
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const form = await formFrom(request)
  switch (textFrom(form, 'do')) {
    case 'set-writes':
      await setWrites(ctx, { shop: shop.id, enabled: textFrom(form, 'enabled') === 'true' })
      return { ok: true }
    case 'sync-again':
      await startSync(ctx, { shop: shop.id })
      return { ok: true }
    default:
      throw data('This page knows nothing of that.', 400)
  }
}

export default function Home() {
  const { sync, freshness, segments, audit, shop, machine } = useLoaderData<typeof loader>()
  const writes = useFetcher()
  const again = useFetcher()
  useLive(sync.state === 'done' ? otherwise : whileRunning)
  return (
    <Page title="Strata" primaryAction={{ content: 'Create segment', url: '/app/segments/new' }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <TroubleBanner shop={shop} machine={machine} />
            <AuditBanner frozen={audit.frozen} />
            {shop.trouble === null ? (
              <SyncCard sync={sync} retrying={again.state !== 'idle'} onRetry={() => again.submit({ do: 'sync-again' }, { method: 'post' })} />
            ) : null}
            {segments.length === 0 ? <TemplateList /> : <SegmentsCard segments={segments} />}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <FreshnessCard freshness={freshness} sync={sync} audit={audit} zone={shop.zone} />
            <WritesCard
              enabled={shop.writesEnabled}
              approved={shop.approved}
              switching={writes.state !== 'idle'}
              onSwitch={(enabled) => writes.submit({ do: 'set-writes', enabled: String(enabled) }, { method: 'post' })}
            />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  )
}
