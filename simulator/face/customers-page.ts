// Customers of the store with their tags, searchable by name, id or tag, a page at a time.
import { html } from '#simulator/face/html.ts'
import { page, storeBase } from '#simulator/face/layout.ts'
import { money, plain, tagList } from '#simulator/face/show.ts'
import type { Customer } from '#simulator/store/model.ts'
import type { World } from '#simulator/world.ts'

const perPage = 50

const hasTag = (customer: Customer, wanted: string) => customer.tags.some((tag) => tag.toLowerCase() === wanted)

function matches(customer: Customer, query: string): boolean {
  if (query === '') return true
  const tag = /^tag:\s*(.+)$/.exec(query)?.[1]
  if (tag !== undefined) return hasTag(customer, tag.replace(/^["']|["']$/g, '').toLowerCase())
  const text = `${customer.firstName} ${customer.lastName} ${customer.id} ${customer.email ?? ''}`.toLowerCase()
  return text.includes(query) || hasTag(customer, query)
}

export function customersPage(world: World, params: URLSearchParams): string {
  const query = (params.get('q') ?? '').trim().toLowerCase()
  const start = Math.max(0, Number(params.get('from') ?? 0) || 0)
  const rows: Customer[] = []
  let found = 0
  for (const customer of world.store.customers.values()) {
    if (customer.mergedInto !== null || !matches(customer, query)) continue
    if (found >= start && rows.length < perPage) rows.push(customer)
    found += 1
  }
  const more = (from: number, label: string) => html`<a class="button" href="?q=${encodeURIComponent(query)}&from=${from}">${label}</a>`
  return page({
    title: 'Customers',
    here: '/customers',
    zone: world.store.settings.zone,
    content: html`<h1>Customers</h1>
<form class="card buttons"><input name="q" value="${query}" placeholder="Name, id, or tag:vip" aria-label="Search"> <button class="button">Search</button></form>
<div class="card" data-live>
  <p class="muted">${found.toLocaleString('en')} ${found === 1 ? 'customer' : 'customers'}${query === '' ? '' : ` with “${query}”`}</p>
  <table><thead><tr><th>Customer</th><th>Tags</th><th>Orders</th><th>Spent</th><th>Email</th></tr></thead><tbody>
  ${rows.map((customer) => html`<tr>
    <td><a href="${storeBase}/customers/${customer.id}">${customer.firstName} ${customer.lastName}</a><br><span class="muted">${customer.addresses[0]?.country ?? ''}</span></td>
    <td>${tagList(customer.tags)}</td><td>${customer.numberOfOrders}</td>
    <td>${money(customer.amountSpent, world.store.settings.currency)}</td>
    <td>${plain(customer.emailConsent.state)}</td></tr>`)}
  </tbody></table>
  <p class="buttons">${start > 0 ? more(Math.max(0, start - perPage), 'Previous') : ''}${start + perPage < found ? more(start + perPage, 'Next') : ''}</p>
</div>`,
  })
}
