// Files into one block with the columns that a rule needs, as of an instant.
import type { Subject } from '#app/core/explain/subject.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { detailParts } from '#app/core/facts/parts.ts'
import type { Part } from '#app/core/facts/parts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { Needs } from '#app/core/plan/needs.ts'
import type { Fields } from '#app/shopify/payloads/read.ts'
import { RememberingBuilder } from './explain.ts'
import { addCustomers } from './customers.ts'
import { IdTable } from './id-table.ts'
import { addOrders } from './orders.ts'
import { addDeletedProducts, addProducts } from './products.ts'

/** Paths. */
export interface Files {
  readonly customers: string
  readonly orders: string
  readonly products: string | null
}

export interface Loaded {
  readonly block: Block
  /** One customer as records; undefined unless `remember` was asked for. */
  readonly subject: (number: number) => Subject | undefined
  /** By the numbers of the block. */
  readonly customers: IdTable
  /** Orders of customers in no file. */
  readonly unknownOrders: number
  /** Customers that came twice. */
  readonly again: number
}

/** `added` sees every customer of the block, in the order of its rows. */
export function load(files: Files, needs: Needs, { at, currency, remember }: { readonly at: Instant; readonly currency: string; readonly remember: boolean }, added: (customer: Fields) => void): Loaded {
  // Whether all of a customer's orders are in the file is told by how many Shopify reports.
  const options = { foldTag, parts: new Set<Part>([...needs.parts, 'numberOfOrders']) }
  const remembering = remember ? new RememberingBuilder(options) : null
  const builder = remembering ?? new BlockBuilder(options)
  const customers = new IdTable()
  const products = new IdTable()
  if (files.products !== null) addProducts(files.products, products, builder)
  const known = products.size
  const places = (['places', 'countries', 'regions', 'cities'] as const).some((part) => needs.parts.has(part))
  const again = addCustomers(files.customers, { currency, at, customers, places, metafields: needs.metafields }, builder, added)
  const unknownOrders = addOrders(files.orders, { currency, at, customers, products, keep: keptOf(needs) }, builder)
  addDeletedProducts(products, known, builder)
  return { block: builder.build().block, subject: (number) => remembering?.subject(number), customers, unknownOrders, again }
}

function keptOf({ parts }: Needs): 'none' | 'orders' | 'lines' | 'details' {
  if (detailParts.some((part) => parts.has(part))) return 'details'
  if (parts.has('product')) return 'lines'
  return parts.has('orders') ? 'orders' : 'none'
}
