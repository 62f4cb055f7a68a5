// Every page, on a desk and on a phone: reachable by axe's rules, no sideways scrolling, nothing said in the console.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStand, type Stand } from '../../scripts/stand/stand.ts'
import { desktop, newVisitor, openBrowser, phone } from '../browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'strata-pages-'))
let stand: Stand
let browser: Browser

beforeAll(async () => {
  stand = await openStand({ folder, customers: 120, seed: 7 })
  browser = await openBrowser()
  await control('install', {})
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await stand?.close()
  rmSync(folder, { recursive: true, force: true })
})

const control = (what: string, body: object) => fetch(`${stand.admin}/_sim/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const app = (page: Page) => page.frameLocator('iframe[name="app-iframe"]')

/** What is wrong with the page shown in the frame, in words. */
async function faultsOf(page: Page): Promise<string[]> {
  const frame = page.frames().find((one) => one.name() === 'app-iframe')
  if (!frame) return ['there is no frame']
  await frame.evaluate(axe)
  return frame.evaluate(async () => {
    const run = (window as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
    const { violations } = await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] })
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : []
    return [...wide, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)]
  })
}

test.each([['desk', desktop], ['phone', phone]])('on a %s', async (device, viewport) => {
  const visitor = await newVisitor(browser, viewport)
  const page = await visitor.newPage()
  const said: string[] = []
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => {
    // Fonts and the preload of the real App Bridge are out of reach here.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) said.push(message.text())
  })
  const faults: Record<string, string[]> = {}
  const look = async (name: string) => {
    faults[name] = await faultsOf(page)
  }
  const goTo = (label: string) => page.locator('[data-app-nav] a', { hasText: label }).click()

  await page.goto(stand.admin)
  await app(page).getByText('Complete up to').waitFor({ timeout: 120_000 })
  await look('home')
  await goTo('Segments')
  await app(page).getByText('Create segment').first().click()
  await app(page).getByLabel('Name', { exact: true }).fill(`Regulars ${device}`)
  await app(page).getByLabel('Rule', { exact: true }).fill('number_of_order > 0')
  await app(page).getByRole('button', { name: 'Replace with number_of_orders' }).waitFor()
  await look('a rule with a problem')
  await app(page).getByRole('button', { name: 'Replace with number_of_orders' }).click()
  await app(page).getByTestId('preview-count').waitFor()
  await app(page).getByRole('button', { name: 'Show size over time' }).click()
  await app(page).getByRole('slider', { name: 'Size over time' }).waitFor()
  await app(page).getByRole('button', { name: 'Show the numbers' }).click()
  await look('a rule with its preview')
  await page.locator('[data-save-bar] button', { hasText: 'Save' }).click()
  await app(page).getByRole('button', { name: 'Turn on' }).first().click()
  await app(page).locator('table a').first().waitFor({ timeout: 60_000 })
  await look('a segment')
  await app(page).locator('table a').first().click()
  await app(page).getByText('Kept by Strata').waitFor()
  await look('a customer')
  await goTo('Segments')
  await app(page).getByText('Create segment').first().click()
  await app(page).getByLabel('Name', { exact: true }).fill(`Top ${device}`)
  await app(page).getByLabel('Rule', { exact: true }).fill('spend_percentile >= 75')
  await app(page).getByTestId('preview-count').waitFor()
  await page.locator('[data-save-bar] button', { hasText: 'Save' }).click()
  await app(page).getByRole('button', { name: 'Turn on' }).first().click()
  await app(page).getByText('Number 1, worked out').waitFor({ timeout: 60_000 })
  await app(page).getByRole('button', { name: 'Work out again now' }).click()
  await app(page).getByText('with the same result').waitFor({ timeout: 60_000 })
  await look('cut points')
  await goTo('Segments')
  await app(page).getByText(`Regulars ${device}`).first().waitFor()
  await look('the list')
  await goTo('Data')
  const readings = app(page).getByRole('heading', { name: 'The whole store' })
  await readings.first().waitFor()
  await look('the data')
  const before = await readings.count()
  await app(page).getByRole('button', { name: 'Read the whole store again' }).click()
  await app(page).getByRole('button', { name: 'Read again', exact: true }).click()
  await readings.nth(before).waitFor({ timeout: 120_000 })
  await look('the data, read again')
  await control('event', { kind: 'dataRequest' })
  await expect.poll(async () => {
    await goTo('Segments')
    await goTo('Settings')
    await app(page).getByText('How long things are kept').waitFor()
    return app(page).getByRole('button', { name: /^Download what is stored/ }).count()
  }, { timeout: 30_000 }).toBeGreaterThan(0)
  await look('settings')
  const saved = page.waitForEvent('download')
  await app(page).getByRole('button', { name: /^Download what is stored/ }).first().click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^customer-\d+\.json$/)
  expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({ customer: expect.stringMatching(/^\d+$/) as string, facts: { shop_id: 1 }, orders: expect.any(Array) as unknown[] })
  const period = device === 'desk' ? '90' : '180'
  await app(page).getByLabel('Who entered and left segments').selectOption(period)
  await app(page).getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => page.locator('[data-toasts]').allTextContents()).toContainEqual(expect.stringContaining("Settings saved"))
  await goTo('Segments')
  await app(page).getByText(`Regulars ${device}`).first().waitFor()
  await goTo('Settings')
  await expect.poll(() => app(page).getByLabel('Who entered and left segments').inputValue()).toBe(period)
  await visitor.close()

  expect(Object.fromEntries(Object.entries(faults).filter(([, found]) => found.length > 0))).toEqual({})
  expect(said).toEqual([])
})
