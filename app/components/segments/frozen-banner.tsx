// Says that a segment's tag is left as it is because a re-check disagreed, and offers to write it again.
import { Banner, BlockStack, Text } from '@shopify/polaris'
import type { SegmentView } from '#app/components/segments/segment-view.ts'

export interface FrozenBannerProps {
  readonly segment: Pick<SegmentView, 'tag' | 'frozen'>
  readonly allowing: boolean
  readonly onAllow: () => void
}

export function FrozenBanner({ segment: { tag, frozen }, allowing, onAllow }: FrozenBannerProps) {
  if (!frozen) return null
  return (
    <Banner tone="critical" title="Its tags are frozen" action={{ content: 'Write its tags again', onAction: onAllow, loading: allowing }}>
      <BlockStack gap="200">
        <Text as="p" breakWord>
          Strata works out stored answers a second time, in another way. For this segment the two did not agree, so nobody gets or loses the tag “{tag}” until you decide. Customers still join and leave, and those concerned were looked at again.
        </Text>
        <Text as="p">If the customers below are the ones you expect, write the tags again: everyone is then evaluated and checked anew. Should the tags freeze once more, tell whoever runs Strata; the log names the customers.</Text>
      </BlockStack>
    </Banner>
  )
}
