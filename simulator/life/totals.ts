// Reported totals follow the orders, at once or with the lag asked for, and are told by customers/purchasing_summary.
import { refreshTotals } from '../store/totals.ts'
import { totalsPayload } from '../webhooks/totals-payload.ts'
import type { World } from '../world.ts'

export function followOrders(world: World, customerId: number | null, event: string): void {
  if (customerId === null) return
  if (world.faults.totalsLagMs === 0) return report(world, customerId, event)
  world.agenda.add(world.clock.now() + world.faults.totalsLagMs, () => report(world, customerId, event))
}

function report(world: World, customerId: number, event: string): void {
  const customer = world.store.customers.get(customerId)
  if (!customer || customer.mergedInto !== null || !refreshTotals(world.store, customer)) return
  world.webhooks.emit('customers/purchasing_summary', totalsPayload(world.store, customer, world.clock.stamp()), event)
}
