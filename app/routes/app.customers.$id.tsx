// One customer: the tags, the segments with since and until, and every entry and exit.
import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigate, useSearchParams } from '@remix-run/react'
import { BlockStack, Layout, Page } from '@shopify/polaris'
import { CustomerSegmentsCard } from '#app/components/customers/customer-segments-card.tsx'
import { PassagesCard } from '#app/components/customers/passages-card.tsx'
import { TagsCard } from '#app/components/customers/tags-card.tsx'
import { useWhy } from '#app/components/customers/use-why.ts'
import { WhyCard } from '#app/components/customers/why-card.tsx'
import { useLive } from '#app/components/use-live.ts'
import { readCustomer } from '#app/operations/customers/read-customer.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'

/** Without the name: a browser keeps titles in its history. */
export const meta: MetaFunction = () => [{ title: 'Customer · Strata' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const shopifyId = params.id ?? ''
  const customer = /^[0-9]{1,18}$/.test(shopifyId) ? await readCustomer(ctx, { shop: shop.id, shopifyId }) : undefined
  if (!customer) throw data('There is no such customer.', 404)
  return { customer, zone: shop.zone }
}

export default function Customer() {
  const { customer, zone } = useLoaderData<typeof loader>()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const why = useWhy(customer.shopifyId, JSON.stringify([customer.segments, customer.passages[0]]))
  useLive(5_000)
  return (
    <Page
      title={customer.name ?? `Customer ${customer.shopifyId}`}
      backAction={{ content: 'Back', onAction: () => navigate(-1) }}
      secondaryActions={[{ content: 'View in Shopify', url: `shopify:admin/customers/${customer.shopifyId}` }]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <CustomerSegmentsCard segments={customer.segments} zone={zone} />
            <WhyCard why={why} zone={zone} asked={askedIn(search)} />
            <PassagesCard passages={customer.passages} zone={zone} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <TagsCard tags={customer.tags} problem={customer.problem} />
        </Layout.Section>
      </Layout>
    </Page>
  )
}

/** `?why=7`: the segment whose reasons are asked for. */
function askedIn(search: URLSearchParams): number | null {
  const id = Number(search.get('why'))
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
