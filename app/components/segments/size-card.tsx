// How many the rule held, or would have held, on every day or week of the past: as a chart and as numbers.
import { useState } from 'react'
import { BlockStack, Button, Card, Collapsible, InlineStack, Select, Spinner, Text } from '@shopify/polaris'
import { thinned, wordsForToday } from '#app/components/segments/history-words.ts'
import { SizeChart } from '#app/components/segments/size-chart.tsx'
import { type History, type HistoryQuestion, type HistoryState, useHistory } from '#app/components/segments/use-history.ts'
import { day } from '#app/components/wording/instants.ts'
import { count } from '#app/components/wording/numbers.ts'

const reaches: readonly { readonly value: HistoryQuestion['reach']; readonly label: string }[] = [
  { value: '90-days', label: 'Last 90 days' },
  { value: '12-months', label: 'Last 12 months' },
  { value: '24-months', label: 'Last 24 months' },
  { value: 'all', label: 'Since the first order' },
]
const steps: readonly { readonly value: HistoryQuestion['step']; readonly label: string }[] = [{ value: 'week', label: 'By week' }, { value: 'day', label: 'By day' }]
const chosen = <Value extends string>(options: readonly { readonly value: Value }[], value: string): Value | undefined => options.find((option) => option.value === value)?.value

/** `rule` null: the rule does not stand yet. A saved rule's past is shown at once, that of a draft when asked for. */
export function SizeCard({ rule, segment }: { rule: string | null; segment: number | null }) {
  const [asked, ask] = useState(segment === null ? null : rule)
  const [reach, setReach] = useState<HistoryQuestion['reach']>('12-months')
  const [step, setStep] = useState<HistoryQuestion['step']>('week')
  const state = useHistory(asked === null ? null : { rule: asked, segment, reach, step })
  const counting = state.kind === 'counting' || (state.kind === 'known' && state.counting)
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingSm">
              Size over time
            </Text>
            {counting ? <Spinner size="small" accessibilityLabel="Counting" /> : null}
          </InlineStack>
          {asked === null ? null : (
            <InlineStack gap="200">
              <Select label="Time shown" labelHidden options={[...reaches]} value={reach} onChange={(value) => setReach(chosen(reaches, value) ?? reach)} />
              <Select label="Points" labelHidden options={[...steps]} value={step} onChange={(value) => setStep(chosen(steps, value) ?? step)} />
            </InlineStack>
          )}
        </InlineStack>
        <SizeBody state={state} />
        {rule === null || rule === asked ? null : (
          <InlineStack>
            <Button onClick={() => ask(rule)}>{asked === null ? 'Show size over time' : 'Show for the rule as it is written now'}</Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  )
}

export function SizeBody({ state }: { state: HistoryState }) {
  switch (state.kind) {
    case 'none':
      return <Text as="p" tone="subdued">How many customers a rule would have held in the past, from your store’s orders. Nothing is changed by looking.</Text>
    case 'counting':
      return <Text as="p" tone="subdued">Counting the past…</Text>
    case 'failed':
      return <Text as="p" tone="subdued">The past could not be counted just now. Choose another time or reload the page to try again.</Text>
    case 'known':
      return state.history.sizes.length === 0 ? <Text as="p" tone="subdued">Your store has no customers and no orders yet, so there is no past to show.</Text> : <Past history={state.history} />
  }
}

function Past({ history }: { history: History }) {
  const [open, setOpen] = useState(false)
  const today = wordsForToday(history.asToday)
  return (
    <BlockStack gap="300">
      <SizeChart history={history} />
      {today === null ? null : <Text as="p" variant="bodySm" tone="subdued">{today}</Text>}
      <InlineStack>
        <Button variant="plain" disclosure={open ? 'up' : 'down'} ariaExpanded={open} ariaControls="sizes-in-numbers" onClick={() => setOpen(!open)}>
          {open ? 'Hide the numbers' : 'Show the numbers'}
        </Button>
      </InlineStack>
      <Collapsible id="sizes-in-numbers" open={open}>
        <SizeTable history={history} />
      </Collapsible>
    </BlockStack>
  )
}

const rowsShown = 27

export function SizeTable({ history: { sizes, zone } }: { history: History }) {
  const open = sizes.some(({ unknown }) => unknown > 0)
  return (
    <table className="strata-table">
      <thead>
        <tr>
          <th scope="col">At the start of</th>
          <th scope="col">Customers</th>
          <th scope="col">Joined</th>
          <th scope="col">Left</th>
          {open ? <th scope="col">Cannot be said</th> : null}
        </tr>
      </thead>
      <tbody>
        {thinned(sizes, rowsShown).map((size, index) => (
          <tr key={size.at}>
            <th scope="row">{index === 0 ? 'Now' : day(size.at, zone)}</th>
            <td>{count(size.members)}</td>
            <td>{count(size.entered)}</td>
            <td>{count(size.left)}</td>
            {open ? <td>{count(size.unknown)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
