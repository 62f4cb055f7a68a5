// Plain lists: orders, products, native segments with their members, discounts.
import { html } from '#simulator/face/html.ts'
import { page, storeBase } from '#simulator/face/layout.ts'
import { instant, money, plain, tagList } from '#simulator/face/show.ts'
import type { Order } from '#simulator/store/model.ts'
import type { World } from '#simulator/world.ts'

const shown = 100

/** One pass that keeps few: a large store has millions of orders, and the page is asked for every two seconds. */
function newest(orders: Iterable<Order>): Order[] {
  let kept: Order[] = []
  let oldest = -Infinity
  for (const order of orders) {
    if (order.processedAt <= oldest) continue
    kept.push(order)
    if (kept.length < 4 * shown) continue
    kept = kept.sort((a, b) => b.processedAt - a.processedAt).slice(0, shown)
    oldest = kept.at(-1)?.processedAt ?? oldest
  }
  return kept.sort((a, b) => b.processedAt - a.processedAt).slice(0, shown)
}

export function ordersPage({ store }: World): string {
  const latest = newest(store.orders.values())
  return page({ title: 'Orders', here: '/orders', zone: store.settings.zone, content: html`<h1>Orders</h1><div class="card" data-live>
<table><thead><tr><th>Order</th><th>Placed</th><th>Customer</th><th>Payment</th><th>Total</th></tr></thead><tbody>
${latest.map((order) => html`<tr><td>${order.name}${order.test ? ' (test)' : ''}</td><td>${instant(order.processedAt, store.settings.zone)}</td>
<td>${order.customerId === null ? 'guest' : html`<a href="${storeBase}/customers/${order.customerId}">${order.customerId}</a>`}</td>
<td>${order.cancelledAt === null ? plain(order.financialStatus) : 'cancelled'}</td><td>${money(order.total, store.settings.currency)}</td></tr>`)}
</tbody></table></div>` })
}

export function productsPage({ store }: World): string {
  const some = [...store.products.values()].filter((product) => !product.deleted).slice(0, shown)
  return page({ title: 'Products', here: '/products', zone: store.settings.zone, content: html`<h1>Products</h1><div class="card" data-live>
<p class="muted">The first ${some.length} of ${store.products.size}</p>
<table><thead><tr><th>Id</th><th>Product</th><th>Type</th><th>Vendor</th><th>Tags</th></tr></thead><tbody>
${some.map((product) => html`<tr><td>${product.id}</td><td>${product.title}</td><td>${product.type}</td><td>${product.vendor}</td><td>${tagList(product.tags)}</td></tr>`)}
</tbody></table></div>` })
}

export function segmentsPage({ store }: World): string {
  return page({ title: 'Segments', here: '/segments', zone: store.settings.zone, content: html`<h1>Segments</h1><div class="card" data-live>
${store.segments.size === 0 ? html`<p class="muted">No native segments yet.</p>` : ''}
<table><tbody>${[...store.segments.values()].map((segment) => html`<tr><td>${segment.name}</td><td><code>${segment.query}</code></td></tr>`)}</tbody></table></div>` })
}

export function discountsPage({ store }: World): string {
  return page({ title: 'Discounts', here: '/discounts', zone: store.settings.zone, content: html`<h1>Discounts</h1><div class="card" data-live>
${store.discounts.size === 0 ? html`<p class="muted">No discounts yet.</p>` : ''}
<table><tbody>${[...store.discounts.values()].map((discount) => html`<tr><td>${discount.title}</td><td>${discount.code ?? 'automatic'}</td>
<td>${discount.segmentIds.map((id) => store.segments.get(id)?.name ?? id).join(', ')}</td></tr>`)}</tbody></table></div>` })
}
