// What came of working stored answers out a second time: how many were compared, and how many differed.
import { BlockStack, Text } from '@shopify/polaris'
import type { AuditView } from '#app/components/home/home-view.ts'
import { moment } from '#app/components/wording/instants.ts'
import { countOf } from '#app/components/wording/numbers.ts'

export function AuditNote({ audit, zone }: { audit: AuditView; zone: string }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        Re-checks
      </Text>
      <Text as="p" tone="subdued">
        {wordsForAudit(audit, zone)}
      </Text>
    </BlockStack>
  )
}

/** `0 disagreements in 1,284 checks. The last full round ended 2 Dec 2026, 14:05.` */
export function wordsForAudit({ checks, disagreements, roundEndedAt }: Omit<AuditView, 'frozen'>, zone: string): string {
  if (checks === 0) return 'Strata works stored answers out a second way as time goes on. Nothing has been compared yet.'
  const round = roundEndedAt === null ? 'The first round over all customers is under way.' : `The last full round ended ${moment(roundEndedAt, zone)}.`
  return `${countOf(disagreements, 'disagreement')} in ${countOf(checks, 'check')}. ${round}`
}
