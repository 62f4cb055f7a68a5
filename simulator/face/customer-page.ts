// One customer: tags, orders, and what the merchant can do to them.
import { html } from '#simulator/face/html.ts'
import { page, storeBase } from '#simulator/face/layout.ts'
import { instant, money, plain, tagList } from '#simulator/face/show.ts'
import type { Order } from '#simulator/store/model.ts'
import type { World } from '#simulator/world.ts'

export function customerPage(world: World, id: number): string | null {
  const { store } = world
  const customer = store.customers.get(id)
  if (!customer || customer.mergedInto !== null) return null
  const orders = (store.ordersOf.get(id) ?? []).map((order) => store.orders.get(order)).filter((order): order is Order => order !== undefined)
  const { currency, zone } = store.settings
  const act = (label: string, kind: string) =>
    html`<button class="button" data-post="/_sim/event" data-body="${JSON.stringify({ kind, customerId: id })}" data-with="tag">${label}</button>`
  return page({
    title: `${customer.firstName} ${customer.lastName}`,
    here: '/customers',
    zone,
    content: html`<p class="back"><a href="${storeBase}/customers">← Customers</a></p>
<h1>${customer.firstName} ${customer.lastName}</h1>
<div data-live>
  <div class="card" data-tags><h2>Tags</h2>${customer.tags.length > 0 ? tagList(customer.tags) : html`<span class="muted">No tags</span>`}</div>
</div>
<div class="card"><h2>Make something happen</h2><div class="buttons">
  ${act('Buys', 'order')}${act('Gets a refund', 'refund')}${act('Subscribes', 'subscribe')}${act('Unsubscribes', 'unsubscribe')}
  <input name="tag" data-for="tag" placeholder="a tag" aria-label="Tag">${act('Merchant adds tag', 'merchantTags')}${act('Merchant removes tag', 'merchantUntags')}
</div><p class="muted" data-said></p></div>
<div data-live>
  <div class="card"><h2>Customer</h2>
    <table>
      <tr><td>Id</td><td>${customer.id}</td></tr>
      <tr><td>Added</td><td>${instant(customer.createdAt, zone)}</td></tr>
      <tr><td>Email marketing</td><td>${plain(customer.emailConsent.state)}</td></tr>
      <tr><td>SMS marketing</td><td>${plain(customer.smsConsent.state)}</td></tr>
      <tr><td>Orders, spent</td><td>${customer.numberOfOrders}, ${money(customer.amountSpent, currency)}</td></tr>
      <tr><td>Addresses</td><td>${customer.addresses.length === 0 ? 'none' : customer.addresses.map((address) => html`${address.city} ${address.province} ${address.country}<br>`)}</td></tr>
    </table>
  </div>
  <div class="card"><h2>Orders</h2>
    <table><thead><tr><th>Order</th><th>Placed</th><th>Status</th><th>Lines</th><th>Total</th></tr></thead><tbody>
    ${[...orders].reverse().slice(0, 50).map((order) => html`<tr><td>${order.name}${order.test ? ' (test)' : ''}</td><td>${instant(order.processedAt, zone)}</td>
      <td>${order.cancelledAt === null ? plain(order.financialStatus) : 'cancelled'}</td>
      <td>${order.lines.map((line) => html`${line.quantity} × ${line.title}<br>`)}</td><td>${money(order.total, currency)}</td></tr>`)}
    </tbody></table>
  </div>
</div>`,
  })
}
