// Segments whose tags are frozen because a re-check disagreed with them, and what to do about it; nothing when there are none.
import { Banner, BlockStack, Link, Text } from '@shopify/polaris'
import type { AuditView } from '#app/components/home/home-view.ts'
import { countOf } from '#app/components/wording/numbers.ts'

export function AuditBanner({ frozen }: Pick<AuditView, 'frozen'>) {
  if (frozen.length === 0) return null
  return (
    <Banner tone="critical" title={frozen.length === 1 ? 'Tags of one segment are frozen' : `Tags of ${frozen.length} segments are frozen`}>
      <BlockStack gap="200">
        <Text as="p">A re-check did not agree with who is in {frozen.length === 1 ? 'this segment' : 'these segments'}. Until you decide, nobody gets or loses {frozen.length === 1 ? 'its tag' : 'their tags'}:</Text>
        {frozen.map(({ id, name, tag, customers }) => (
          <Text as="p" key={id} breakWord>
            <Link url={`/app/segments/${id}`}>{name}</Link> (tag “{tag}”, {customers < 100 ? countOf(customers, 'customer') : '100 customers or more'})
          </Text>
        ))}
        <Text as="p">Open {frozen.length === 1 ? 'it' : 'each'} to look at its customers and to have its tags written again.</Text>
      </BlockStack>
    </Banner>
  )
}
