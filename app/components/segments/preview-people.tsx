// Who they are that a rule would bring, lose or hold: some of them, by name, as links to their pages.
import { BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris'
import type { PeopleState, Person } from '#app/components/segments/use-people.ts'
import { count } from '#app/components/wording/numbers.ts'

export interface PreviewPeopleProps {
  readonly state: PeopleState
  readonly onAsk: () => void
  /** Nobody is in it yet: who comes and who is in are the same. */
  readonly fresh: boolean
  readonly numbers: { readonly count: number; readonly joining: number; readonly leaving: number }
}

export function PreviewPeople({ state, onAsk, fresh, numbers }: PreviewPeopleProps) {
  if (numbers.count + numbers.leaving === 0) return null
  switch (state.kind) {
    case 'unasked':
    case 'asking':
      return (
        <InlineStack>
          <Button variant="plain" onClick={onAsk} loading={state.kind === 'asking'}>
            Show who they are
          </Button>
        </InlineStack>
      )
    case 'failed':
      return <Text as="p" tone="subdued">Their names could not be asked of Shopify just now. Change the rule or reload the page to try again.</Text>
    case 'known': {
      const { joining, leaving, members } = state.people
      if (fresh) return <Names title="In it" people={members} of={numbers.count} />
      if (joining.length + leaving.length === 0) return <Names title="In it, as before" people={members} of={numbers.count} />
      return (
        <BlockStack gap="200">
          <Names title="Would join" people={joining} of={numbers.joining} />
          <Names title="Would leave" people={leaving} of={numbers.leaving} />
        </BlockStack>
      )
    }
  }
}

function Names({ title, people, of }: { title: string; people: readonly Person[]; of: number }) {
  if (people.length === 0) return null
  const others = of - people.length
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="bodySm" tone="subdued">
        {title}
      </Text>
      <Text as="p">
        {people.map(({ shopifyId, name }, index) => (
          <span key={shopifyId}>
            {index === 0 ? '' : ', '}
            <Link url={`/app/customers/${shopifyId}`} target="_blank">{name ?? `Customer ${shopifyId}`}</Link>
          </span>
        ))}
        {others > 0 ? ` and ${count(others)} more` : ''}
      </Text>
    </BlockStack>
  )
}
