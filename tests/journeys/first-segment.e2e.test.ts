// A merchant's first ten minutes, in a browser: install, watch the sync, write a segment, find its tag in the store, see it go with time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stand, openStand } from '../../scripts/stand/stand.ts'
import { newVisitor, openBrowser } from '../browser.ts'

const customers = 400
const folder = mkdtempSync(join(tmpdir(), 'strata-e2e-'))
let stand: Stand
let browser: Browser
let page: Page

beforeAll(async () => {
  // Slow enough for the bar to be seen moving.
  stand = await openStand({ folder, customers, seed: 5, simulatorArgs: ['--bulk-ms', '12000'] })
  browser = await openBrowser()
  page = await (await newVisitor(browser)).newPage()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await stand?.close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const app = () => page.frameLocator('iframe[name="app-iframe"]')
const day = 86_400_000

/** How many customers of the store carry the tag, as its own customers page tells. */
async function carriers(tag: string): Promise<number> {
  await page.goto(`${stand.admin}/store/demo/customers?q=tag:${tag}`)
  return Number((await page.locator('[data-live] > p').first().textContent())?.match(/^[\d,]+/)?.[0].replace(',', ''))
}

test('install, sync, first segment, its tag on the customers, and off again with time', async () => {
  await page.goto(stand.admin)
  await page.getByRole('button', { name: 'Install' }).click()

  const bar = app().getByRole('progressbar')
  await bar.waitFor({ timeout: 60_000 })
  const shares = new Set<number>()
  const done = app().getByText('Complete up to')
  await expect.poll(async () => {
    const share = await bar.getAttribute('value', { timeout: 200 }).catch(() => null)
    if (share !== null) shares.add(Number(share))
    return done.isVisible()
  }, { timeout: 120_000, interval: 100 }).toBe(true)
  expect(shares.size).toBeGreaterThan(1)
  expect([...shares]).toEqual([...shares].sort((a, b) => a - b))
  await app().getByText(`${customers} customers`).first().waitFor()

  await page.locator('[data-app-nav] a', { hasText: 'Segments' }).click()
  await app().getByText('Create segment').first().click()
  await app().getByLabel('Name', { exact: true }).fill('Fresh buyers')
  await app().getByLabel('Rule', { exact: true }).fill('last_order_date >= -20d')
  await expect.poll(() => app().getByLabel('Tag', { exact: true }).inputValue()).toBe('fresh-buyers')
  const counted = app().getByTestId('preview-count')
  await counted.filter({ hasText: /\d/ }).waitFor({ timeout: 30_000 })
  const count = Number((await counted.textContent())?.replace(/\D/g, ''))
  expect(count).toBeGreaterThan(5)
  await page.locator('[data-save-bar] button', { hasText: 'Save' }).click()
  await app().getByRole('button', { name: 'Turn on' }).click({ timeout: 30_000 })
  await app().locator('table a').first().waitFor({ timeout: 60_000 })
  await app().getByText('Nothing is written yet').waitFor()
  await app().getByRole('button', { name: 'Write these tags' }).click()

  await expect.poll(() => carriers('fresh-buyers'), { timeout: 60_000, interval: 500 }).toBe(count)
  await page.locator('[data-live] table a').first().click()
  await page.locator('[data-tags] .tag', { hasText: 'fresh-buyers' }).waitFor({ timeout: 10_000 })

  await fetch(`${stand.admin}/_sim/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by: 30 * day }) })
  await expect.poll(() => carriers('fresh-buyers'), { timeout: 60_000, interval: 500 }).toBe(0)
}, 300_000)
