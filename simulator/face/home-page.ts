// The admin's home: how the store stands, and buttons that make life happen.
import { html } from '#simulator/face/html.ts'
import { page } from '#simulator/face/layout.ts'
import type { Faults } from '#simulator/store/faults.ts'
import type { World } from '#simulator/world.ts'

const act = (label: string, post: string, body: object) =>
  html`<button class="button" data-post="${post}" data-body="${JSON.stringify(body)}">${label}</button>`

const percent = (share: number) => `${Math.round(share * 100)} %`

/** Which faults are on, in words. */
function troubleNow({ webhooks, api }: Faults): string {
  const on = [
    webhooks.delayMs === null ? null : `webhooks come ${webhooks.delayMs[0] / 1000} to ${webhooks.delayMs[1] / 1000} s late`,
    webhooks.shuffle ? 'webhooks come out of order' : null,
    webhooks.hold ? 'webhooks are held back' : null,
    webhooks.twice === 0 ? null : `${percent(webhooks.twice)} of the webhooks come twice`,
    webhooks.lose === 0 ? null : `${percent(webhooks.lose)} of the webhooks are lost`,
    api.throttle === 0 ? null : `${percent(api.throttle)} of the API calls are throttled`,
    api.cut === 0 ? null : `${percent(api.cut)} of the API connections are cut`,
  ].filter((fault) => fault !== null)
  return on.length === 0 ? 'All is well.' : `Now: ${on.join(', ')}.`
}

export function homePage(world: World): string {
  const { store } = world
  return page({
    title: 'Home',
    here: '',
    zone: store.settings.zone,
    content: html`<h1>${store.settings.name}</h1>
<div class="columns" data-live>
  <div class="card"><h2>The store</h2>
    <table>
      <tr><td>Customers</td><td>${store.customers.size.toLocaleString('en')}</td></tr>
      <tr><td>Orders</td><td>${store.orders.size.toLocaleString('en')}</td></tr>
      <tr><td>Products</td><td>${store.products.size.toLocaleString('en')}</td></tr>
      <tr><td>Segments</td><td>${store.segments.size}</td></tr>
      <tr><td>Plan</td><td>${store.settings.plan}</td></tr>
      <tr><td>Time zone, currency</td><td>${store.settings.zone}, ${store.settings.currency}</td></tr>
    </table>
  </div>
</div>
<div class="card"><h2>Make life happen</h2>
  <div class="buttons">
    ${act('A customer buys', '/_sim/event', { kind: 'order' })}
    ${act('An order is refunded', '/_sim/event', { kind: 'refund' })}
    ${act('An order is cancelled', '/_sim/event', { kind: 'cancel' })}
    ${act('A customer subscribes', '/_sim/event', { kind: 'subscribe' })}
    ${act('A customer unsubscribes', '/_sim/event', { kind: 'unsubscribe' })}
    ${act('100 random events', '/_sim/events', { count: 100 })}
    ${act('A busy hour', '/_sim/events', { count: 2000, ratePerSecond: 20, background: true })}
  </div>
  <p class="muted" data-said></p>
</div>
<div class="card"><h2>Make trouble</h2>
  <p class="muted" data-live>${troubleNow(world.faults)}</p>
  <div class="buttons">
    ${act('Webhooks late and out of order', '/_sim/faults', { webhooks: { delayMs: [500, 8000], shuffle: true } })}
    ${act('Every webhook twice', '/_sim/faults', { webhooks: { twice: 1 } })}
    ${act('Lose one webhook in five', '/_sim/faults', { webhooks: { lose: 0.2 } })}
    ${act('API throttles every tenth call', '/_sim/faults', { api: { throttle: 0.1 } })}
    ${act('API cuts every tenth connection', '/_sim/faults', { api: { cut: 0.1 } })}
    ${act('All well again', '/_sim/faults', { reset: true })}
  </div>
</div>`,
  })
}
