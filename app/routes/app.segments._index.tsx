// All segments of the shop, or ready-made rules to start from.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Card, Layout, Page } from '@shopify/polaris'
import { SegmentTable } from '#app/components/segments/segment-table.tsx'
import { TemplateList } from '#app/components/segments/template-list.tsx'
import { useLive } from '#app/components/use-live.ts'
import { listSegments } from '#app/operations/segments/list-segments.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'

export const meta: MetaFunction = () => [{ title: 'Segments · Strata' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  return { segments: await listSegments(ctx, { shop: shop.id }) }
}

export default function Segments() {
  const { segments } = useLoaderData<typeof loader>()
  useLive(5_000)
  return (
    <Page title="Segments" primaryAction={{ content: 'Create segment', url: '/app/segments/new' }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {segments.length === 0 ? (
              <TemplateList />
            ) : (
              <Card padding="0">
                <SegmentTable segments={segments} />
              </Card>
            )}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  )
}
