// What percentiles and scores of a rule are held against: which cut points stand, since when, and the way to have them worked out again.
import { BlockStack, Box, Button, Card, Text } from '@shopify/polaris'
import { moment } from '#app/components/wording/instants.ts'
import { count } from '#app/components/wording/numbers.ts'

export interface CutPointsView {
  readonly standing: { readonly number: number; readonly at: number; readonly checkedAt: number } | null
  readonly awaited: boolean
}

export interface CutPointsCardProps {
  /** Null where the rule asks for none. */
  readonly cutPoints: CutPointsView | null
  readonly zone: string
  /** A segment that is paused or off asks for no new ones. */
  readonly on: boolean
  readonly asking: boolean
  readonly onAsk: () => void
}

export function CutPointsCard({ cutPoints, zone, on, asking, onAsk }: CutPointsCardProps) {
  if (cutPoints === null) return null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Cut points
        </Text>
        <Text as="p">{wordsForCutPoints(cutPoints, zone)}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          Percentiles and scores compare a customer with all others by these. They are worked out once a day, when your store’s day begins.
        </Text>
        {on ? (
          <Box>
            <Button onClick={onAsk} loading={asking} disabled={cutPoints.awaited}>
              Work out again now
            </Button>
          </Box>
        ) : null}
      </BlockStack>
    </Card>
  )
}

/** `Number 3, worked out 22 Nov 2026, 14:03. Worked out again 24 Nov 2026, 00:00, with the same result.` */
export function wordsForCutPoints({ standing, awaited }: CutPointsView, zone: string): string {
  if (standing === null) return awaited ? 'None yet. They are being worked out; until then nobody joins or leaves by this.' : 'None yet. They are worked out once the segment is on.'
  const { number, at, checkedAt } = standing
  const made = `Number ${count(number)}, worked out ${moment(at, zone)}.`
  if (awaited) return `${made} They are being worked out again.`
  return checkedAt > at ? `${made} Worked out again ${moment(checkedAt, zone)}, with the same result.` : made
}
