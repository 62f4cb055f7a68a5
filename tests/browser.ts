// A headless Chromium as an ordinary visitor: no background traffic, and a user agent that the app does not take for a bot.
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { findProgram } from '../scripts/setup/command.mjs'

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? findProgram(['chromium', 'chromium-browser', 'google-chrome'], [])
  if (!executablePath) throw new Error('Chromium is missing: run npm run setup, or set CHROMIUM.')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--disable-features=LocalNetworkAccessChecks',
    ],
  })
}

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

export function newVisitor(browser: Browser, viewport = desktop): Promise<BrowserContext> {
  return browser.newContext({
    viewport,
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`,
  })
}
