// The commands about one rule, as a script calls them: what stands on which output, and the exit code.
import { expect, test } from 'vitest'
import { linesOf, strata } from './run-strata.ts'

test('check tells of a rule everything at once, on one line', async () => {
  const ended = await strata(['check', "customer_tags contains 'VIP' and last_order_date < -90d"])
  expect(ended).toMatchObject({ code: 0, err: '' })
  expect(ended.out.split('\n')).toHaveLength(2)
  expect(JSON.parse(ended.out)).toEqual({
    ok: true, problems: [], canonical: "customer_tags CONTAINS 'VIP' AND last_order_date < -90d", native: true, delegated: [],
    sentence: expect.any(String) as string, needs: expect.objectContaining({ parts: ['orders', 'tags'] }) as object,
  })
})

test('check names the clauses that only Shopify can answer', async () => {
  const { code, out } = await strata(['check', "shopify_email.opened MATCHES (activity_id = 5240029206) AND in_segment('VIP')", '--segments', 'VIP, Lapsed'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ ok: true, native: false, delegated: ['shopify_email.opened MATCHES (activity_id = 5240029206)'] })
})

test('a faulty rule is answered on standard output, with exit code 1', async () => {
  const ended = await strata(['check', 'number_of_order >= 2'])
  expect(ended).toMatchObject({ code: 1, err: '' })
  expect(JSON.parse(ended.out)).toMatchObject({
    ok: false, canonical: null, native: false, delegated: [], sentence: null, needs: null,
    problems: [{ code: 'unknown-filter', message: expect.stringContaining('number_of_order') as string, start: 0, end: 15, severity: 'error' }],
  })
})

test('check - answers every line, empty ones too, and fails when one of them does', async () => {
  const mixed = await strata(['check', '-'], "number_of_orders > 1\r\n\ncustomer_tags CONTAINS 'a\u2028b'\nlast_order_date <")
  expect(mixed).toMatchObject({ code: 1, err: '' })
  expect(linesOf(mixed.out)).toMatchObject([{ ok: true, canonical: 'number_of_orders > 1' }, { ok: false }, { ok: true }, { ok: false }])
  expect(await strata(['check', '-'], 'number_of_orders > 1\n')).toMatchObject({ code: 0 })
  expect(await strata(['check', '-'])).toEqual({ code: 0, out: '', err: '' })
})

test('print writes the current dialect, the native text, or the older dialect', async () => {
  const rule = "products_purchased(tag: 'Hats') = true and not number_of_orders between 1 and 3"
  expect(await strata(['print', rule])).toEqual({ code: 0, err: '', out: "products_purchased MATCHES (tag = 'Hats') AND NOT number_of_orders BETWEEN 1 AND 3\n" })
  const native = await strata(['print', '--native', "products_purchased(tag: 'Hats') = true"])
  expect(native).toEqual({ code: 0, err: '', out: "products_purchased MATCHES (tag = 'Hats')\n" })
  const legacy = await strata(['print', '--legacy', "products_purchased MATCHES (tag = 'Hats')"])
  expect(legacy).toEqual({ code: 0, err: '', out: "products_purchased(tag: 'Hats') = true\n" })
})

test('print refuses what Shopify has no words for, and says which clause that is', async () => {
  const ended = await strata(['print', '--native', 'number_of_orders > 1 AND net_spent > 100'])
  expect(ended).toMatchObject({ code: 1, out: '' })
  expect(ended.err).toContain('net_spent > 100')
  expect(ended.err).not.toContain('number_of_orders')
  expect(await strata(['print', 'number_of_orders >'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('"problems"') as string })
})

test('complete says what may come next', async () => {
  const ended = await strata(['complete', 'number_of_ AND', '--cursor', '10'])
  expect(ended).toMatchObject({ code: 0, err: '' })
  expect(ended.out).toContain('number_of_orders')
  expect(ended.out).not.toContain('customer_tags')
  expect((await strata(['complete', "in_segment('", '--segments', 'VIP'])).out).toContain('VIP')
})

test('help comes on standard output; what is not understood is answered with it, on standard error', async () => {
  for (const command of [[], ['evaluate'], ['segments']]) {
    expect(await strata([...command, '--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('npm run -s strata --') as string })
  }
  for (const args of [[], ['chekc', 'x'], ['check', 'a', 'b'], ['check', 'a', '--bogus'], ['print', 'a', '--native', '--legacy'], ['complete', 'a', '--cursor', '9']]) {
    expect([args, await strata(args)]).toMatchObject([args, { code: 2, out: '', err: expect.stringMatching(/npm run -s strata|bogus/) as string }])
  }
}, 60_000)
