// The simulator's own state and its journal of tag writes, read over its control API.
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Customer, Order, Product, StoreSettings } from '#simulator/store/model.ts'

export interface StoreState {
  readonly settings: StoreSettings
  readonly customers: Map<number, Customer>
  readonly ordersOf: Map<number, Order[]>
  readonly products: Map<number, Product>
}

/** One effective change of a customer's tags, and who made it. */
export interface TagWrite {
  /** Store time, milliseconds. */
  readonly at: number
  readonly by: 'app' | 'merchant'
  readonly customerId: number
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

async function* lines(url: string): AsyncGenerator<unknown> {
  const response = await fetch(url)
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`)
  for await (const line of createInterface({ input: Readable.fromWeb(response.body as ReadableStream) })) {
    if (line !== '') yield JSON.parse(line)
  }
}

export async function readState(admin: string): Promise<StoreState> {
  const state: StoreState & { settings: StoreSettings | undefined } = { settings: undefined as never, customers: new Map(), ordersOf: new Map(), products: new Map() }
  for await (const line of lines(`${admin}/_sim/state`)) {
    const row = line as { kind: string }
    if (row.kind === 'settings') state.settings = line as StoreSettings
    if (row.kind === 'customer') state.customers.set((line as Customer).id, line as Customer)
    if (row.kind === 'product') state.products.set((line as Product).id, line as Product)
    if (row.kind === 'order') {
      const order = line as Order
      if (order.customerId === null) continue
      const known = state.ordersOf.get(order.customerId)
      if (known) known.push(order)
      else state.ordersOf.set(order.customerId, [order])
    }
  }
  return state
}

export async function readTagWrites(admin: string): Promise<TagWrite[]> {
  const writes: TagWrite[] = []
  for await (const line of lines(`${admin}/_sim/writes/journal`)) writes.push(line as TagWrite)
  return writes
}

export async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`)
  return text === '' ? null : JSON.parse(text)
}

export async function storeNow(admin: string): Promise<number> {
  const { offset } = (await (await fetch(`${admin}/_sim/clock`)).json()) as { offset: number }
  return Date.now() + offset
}
