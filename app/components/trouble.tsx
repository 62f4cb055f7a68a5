// What a page shows when it cannot be shown: what happened in plain words, and what to do.
import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react'
import { Banner, BlockStack, Page, Text } from '@shopify/polaris'

/** For pages inside the admin, where Polaris is at hand. */
export function PageTrouble() {
  const error = useRouteError()
  const revalidator = useRevalidator()
  if (isRouteErrorResponse(error) && isLibraryPage(error.data)) return <div dangerouslySetInnerHTML={{ __html: error.data }} />
  const { title, advice } = wordsFor(error)
  const gone = isRouteErrorResponse(error) && error.status === 404
  const again = { content: 'Try again', onAction: () => revalidator.revalidate(), loading: revalidator.state === 'loading' }
  return (
    <Page title="Strata" backAction={{ content: 'Home', url: '/app' }}>
      <Banner tone={gone ? 'warning' : 'critical'} title={title} action={gone ? { content: 'Go to segments', url: '/app/segments' } : again}>
        <BlockStack gap="200">
          <Text as="p">{advice}</Text>
        </BlockStack>
      </Banner>
    </Page>
  )
}

/** For the document itself, where nothing else may work. */
export function Trouble() {
  const error = useRouteError()
  if (isRouteErrorResponse(error) && isLibraryPage(error.data)) return <div dangerouslySetInnerHTML={{ __html: error.data }} />
  const { title, advice } = wordsFor(error)
  return (
    <main className="strata-plain-page">
      <h1>{title}</h1>
      <p>{advice}</p>
    </main>
  )
}

/** Shopify's library answers some requests with a script that leads back into the admin; it must run. */
function isLibraryPage(data: unknown): data is string {
  return typeof data === 'string' && /^\s*<script\b/.test(data)
}

function wordsFor(error: unknown): { title: string; advice: string } {
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status === 404) return { title: 'This page is not there', advice: 'The segment or customer may have been deleted.' }
  if (status === 401 || status === 403) return { title: 'Strata may not open this page', advice: 'Open Strata again from the Apps list of your Shopify admin.' }
  if (status === 429) return { title: 'Too many requests', advice: 'Wait a minute, then try again.' }
  return {
    title: 'This page could not be loaded',
    advice: 'Nothing was changed, and your segments go on working. Try again in a minute; if it stays like this, send us the time it happened.',
  }
}
