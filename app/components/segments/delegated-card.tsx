// What of a rule only Shopify can answer: when it was asked, how often it is, and what it said against it.
import { BlockStack, Card, Text } from '@shopify/polaris'
import { moment } from '#app/components/wording/instants.ts'
import { countOf } from '#app/components/wording/numbers.ts'

export interface DelegatedView {
  readonly clause: string
  readonly askedAt: number | null
  /** Milliseconds between two questions. */
  readonly every: number
  readonly answer: 'none' | 'known' | 'old'
  readonly problem: string | null
}

export function DelegatedCard({ clauses, zone }: { clauses: readonly DelegatedView[]; zone: string }) {
  if (clauses.length === 0) return null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Answered by Shopify
        </Text>
        {clauses.map((one) => (
          <BlockStack key={one.clause} gap="100">
            <Text as="p" breakWord>
              <code>{one.clause}</code>
            </Text>
            {one.problem === null ? null : (
              <Text as="p" tone="critical">
                Shopify cannot answer this: {one.problem}
              </Text>
            )}
            <Text as="p" variant="bodySm" tone="subdued">
              {wordsForAsking(one, zone)}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}

/** `Last asked 22 Nov 2026, 14:03, asked every 6 hours.` */
export function wordsForAsking({ askedAt, every, answer, problem }: DelegatedView, zone: string): string {
  const hours = Math.round(every / 3_600_000)
  const often = problem === null ? `, asked every ${hours === 1 ? 'hour' : countOf(hours, 'hour')}` : ''
  const asked = askedAt === null ? 'Shopify is about to be asked.' : `Last asked ${moment(askedAt, zone)}${often}.`
  const meaning = { none: ' Until it has answered, nobody joins or leaves by this.', known: '', old: ' The last answer is too old to rely on: nobody joins or leaves by this until Shopify answers again.' }
  return asked + meaning[answer]
}
