// The one thing that most needs the merchant's attention, or nothing.
import { Banner, Text } from '@shopify/polaris'
import type { MachineView, ShopView } from '#app/components/home/home-view.ts'
import { day } from '#app/components/wording/instants.ts'
import type { Trouble } from '#app/core/trouble.ts'

export interface TroubleBannerProps {
  readonly shop: ShopView
  readonly machine: MachineView
}

export function TroubleBanner({ shop, machine }: TroubleBannerProps) {
  if (shop.trouble !== null) {
    const { title, advice } = wordsFor(shop.trouble)
    return (
      <Banner tone="critical" title={title}>
        <Text as="p">{advice}</Text>
      </Banner>
    )
  }
  if (machine.database !== null) {
    return (
      <Banner tone="critical" title={machine.database === 'full' ? 'The database has no room left' : 'The database cannot be written'}>
        <Text as="p">Nothing that was already saved is lost, but nothing new can be kept. Whoever runs Strata should {machine.database === 'full' ? 'free disk space' : 'check its permissions and mounts'}; work then goes on by itself.</Text>
      </Banner>
    )
  }
  if (machine.inboxFull) {
    return (
      <Banner tone="critical" title="More changes wait than there is room for">
        <Text as="p">Shopify is asked to bring new ones again, for some hours; what never comes is asked for afterwards. Whoever runs Strata should see that a worker runs and keeps up, or raise INBOX_MAX_MB.</Text>
      </Banner>
    )
  }
  if (!machine.queueReachable) {
    return (
      <Banner tone="warning" title="The work queue is away">
        <Text as="p">Changes are kept and nothing is lost, but segments and tags may lag behind until it is back. Whoever runs Strata should check that Redis is running.</Text>
      </Banner>
    )
  }
  if (!shop.writesEnabled) {
    return (
      <Banner tone="warning" title="Tag writing is switched off">
        <Text as="p">Segments go on being counted, but no tag is added or removed in your store until you switch it on again.</Text>
      </Banner>
    )
  }
  if (shop.historyFrom !== null) {
    return (
      <Banner tone="info" title={`Orders before ${day(shop.historyFrom, shop.zone)} cannot be read`}>
        <Text as="p">Shopify shows Strata only the last 60 days. Where a rule needs older orders, the customer’s tags stay as they are.</Text>
      </Banner>
    )
  }
  return null
}

function wordsFor(trouble: Trouble): { readonly title: string; readonly advice: string } {
  switch (trouble) {
    case 'data-access-not-approved':
      return {
        title: 'Shopify has not approved Strata for customer data',
        advice:
          'Without it no customers or orders can be read. Ask whoever installed the app to request “Protected customer data access” in the Partner dashboard (Apps → Strata → API access). Strata starts by itself once it is granted.',
      }
    case 'token-revoked':
      return {
        title: 'Shopify no longer accepts Strata’s access',
        advice: 'Opening this page usually renews it. If this message is still here in a minute, reload the page; if that does not help, install Strata again: your segments are kept.',
      }
    case 'scope-missing':
      return {
        title: 'Strata is missing a permission',
        advice:
          'Shopify refused something Strata needs because a permission was not granted or was taken back. Open Strata again from your list of apps: Shopify then asks for it. Your segments and tags stay as they are meanwhile.',
      }
  }
}
