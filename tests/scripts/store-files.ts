// A small store in files, as Shopify writes them: children stand anywhere after their parents, of others in between.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { customerNode, fileIn, gid, lineNode, orderNode, productNode, shopMoney } from './bulk-lines.ts'

export const ANNA = '7000000000001'
/** Beyond what a number holds. */
export const BEN = '90071992547409931'
/** Created on 21 October 2026. */
const LATE = '7000000000003'

export interface StoreFiles {
  readonly folder: string
  readonly customers: string
  readonly orders: string
  readonly products: string
}

const customers = [
  customerNode(BEN, { tags: ['VIP'], createdAt: '2026-08-01T10:00:00Z' }),
  customerNode(ANNA, {
    numberOfOrders: '2', amountSpent: { amount: '412.5', currencyCode: 'EUR' },
    defaultEmailAddress: { emailAddress: 'someone@Example.com', marketingState: 'SUBSCRIBED', marketingUpdatedAt: '2026-10-10T09:00:00Z' },
  }),
  { id: gid('MailingAddress', 1), countryCodeV2: 'DE', provinceCode: 'BE', city: 'Berlin', zip: '10115', latitude: 52.53, longitude: 13.38, __parentId: gid('Customer', BEN) },
  customerNode(LATE, { createdAt: '2026-10-21T00:00:00Z' }),
  { id: gid('Metafield', 1), namespace: 'facts', key: 'birth_date', type: 'date', value: '1988-02-29', __parentId: gid('Customer', ANNA) },
]

/** Anna's first, refunded in part on 10 October; one of somebody unknown; one of nobody; and one of Anna's on 25 October. */
const orders = [
  orderNode('5001', ANNA, '2026-10-03T17:39:57Z', {
    refunds: [{ id: gid('Refund', 1), createdAt: '2026-10-10T09:00:00Z', totalRefundedSet: shopMoney('20.0') }], currentTotalPriceSet: shopMoney('80.0'),
  }),
  orderNode('5002', '7000000000009', '2026-10-03T00:00:00Z'),
  orderNode('5003', null, '2026-10-03T00:00:00Z'),
  orderNode('5004', ANNA, '2026-10-25T00:00:00Z'),
  lineNode('4001', '5004', '3001'),
  lineNode('4002', '5001', '3001', { quantity: 2 }),
  lineNode('4003', '5001', '3002'),
]

export function writeStore(): StoreFiles {
  const folder = mkdtempSync(join(tmpdir(), 'strata-files-'))
  return {
    folder,
    customers: fileIn(folder, 'customers.jsonl', customers),
    orders: fileIn(folder, 'orders.jsonl', orders),
    products: fileIn(folder, 'products.jsonl', [productNode('3001', ['Kitchen'])]),
  }
}

export const removeStore = ({ folder }: StoreFiles): void => rmSync(folder, { recursive: true, force: true })
