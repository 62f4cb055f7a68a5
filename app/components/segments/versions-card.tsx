// What was changed in the segment, newest first.
import { BlockStack, Card, Text } from '@shopify/polaris'
import type { SegmentState } from '#app/components/segments/segment-view.ts'
import { moment } from '#app/components/wording/instants.ts'

export interface VersionView {
  readonly version: number
  readonly at: number
  readonly name: string
  readonly rule: string
  readonly tag: string
  readonly state: SegmentState
}

const shown = 5
const becoming: Readonly<Record<SegmentState, string>> = { on: 'turned on', paused: 'paused', off: 'turned off' }

export function VersionsCard({ versions, zone }: { versions: readonly VersionView[]; zone: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Changes
        </Text>
        <BlockStack gap="200">
          {versions.slice(0, shown).map((version, index) => (
            <BlockStack key={version.version}>
              <Text as="p">{wordsFor(version, versions[index + 1])}</Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {moment(version.at, zone)}
              </Text>
            </BlockStack>
          ))}
          {versions.length <= shown ? null : (
            <Text as="p" variant="bodySm" tone="subdued">
              {versions.length - shown} earlier
            </Text>
          )}
        </BlockStack>
      </BlockStack>
    </Card>
  )
}

/** `Rule and tag changed`, `Renamed, turned on`; the first version is the creation. */
export function wordsFor(version: VersionView, before: VersionView | undefined): string {
  if (!before) return version.version === 1 ? 'Created' : 'Changed'
  const changes = [
    version.name === before.name ? null : 'renamed',
    version.rule === before.rule ? null : 'rule changed',
    version.tag === before.tag ? null : `tag changed from “${before.tag}” to “${version.tag}”`,
    version.state === before.state ? null : becoming[version.state],
  ].filter((change) => change !== null)
  const words = changes.length === 0 ? 'saved' : changes.join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
