// What was changed in the segment, newest first.
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
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

export interface VersionsCardProps {
  readonly versions: readonly VersionView[]
  readonly zone: string
  /** Fills the fields with what a version said; nothing is saved by it. */
  readonly onBringBack: (version: VersionView) => void
}

export function VersionsCard({ versions, zone, onBringBack }: VersionsCardProps) {
  const [now] = versions
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
              <InlineStack gap="200" align="space-between">
                <Text as="p" variant="bodySm" tone="subdued">
                  {moment(version.at, zone)}
                </Text>
                {now === undefined || saysTheSame(version, now) ? null : (
                  <Button variant="plain" onClick={() => onBringBack(version)} accessibilityLabel={`Bring back what stood since ${moment(version.at, zone)}`}>
                    Bring back
                  </Button>
                )}
              </InlineStack>
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

const saysTheSame = (one: VersionView, other: VersionView): boolean => one.name === other.name && one.rule === other.rule && one.tag === other.tag

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
