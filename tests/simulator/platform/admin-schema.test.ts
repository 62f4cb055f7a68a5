// The real schema on disk: fetched once, kept after, and holding what the simulated shop is built on.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { adminSchema } from '#simulator/platform/graphql/schema.ts'
import { needOf, grants } from '#simulator/platform/graphql/access.ts'

it('is kept by a second run, which says so', async () => {
  const script = fileURLToPath(new URL('../../../scripts/admin-schema.mjs', import.meta.url))
  expect((await promisify(execFile)(process.execPath, [script])).stdout).toBe('Admin schema: already here.\n')
})

it('is the version of July 2026, with its access texts', () => {
  const { schema, requiredAccess, protectedFields } = adminSchema()
  expect(Object.keys(schema.getTypeMap()).length).toBeGreaterThan(3_500)
  expect(schema.getQueryType()?.getFields()['bulkOperation']).toBeDefined()
  expect(requiredAccess.get('Customer')).toBe('`read_customers` access scope.')
  expect(protectedFields.has('Customer.firstName')).toBe(true)
})

it.each([
  ['`read_customers` access scope.', [['read_customers']]],
  ['`read_orders` access scope, `read_marketplace_orders` access scope or `read_quick_sale` access scope.', [['read_orders', 'read_marketplace_orders', 'read_quick_sale']]],
  ['`write_customers` access scope. Also: The user must not have restricted access.', [['write_customers']]],
  ['`read_customers` access scope. Also: Requires `read_customer_payment_methods` scope.', [['read_customers'], ['read_customer_payment_methods']]],
  ['`read_markets` for queries and both `read_markets` as well as `write_markets` for mutations.', [['read_markets'], ['read_markets'], ['write_markets']]],
  ['Only accessible by supported access tokens: https://shopify.dev/docs.', []],
])('reads "%s"', (text, need) => expect(needOf(text)).toEqual(need))

it('takes write for read', () => {
  expect([grants(['write_customers'], 'read_customers'), grants(['read_customers'], 'write_customers')]).toEqual([true, false])
})
