// The simulated admin: which page answers which path. Returns false for what is not a page.
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { appPage, installPage } from '#simulator/face/app-page.ts'
import { customerPage } from '#simulator/face/customer-page.ts'
import { customersPage } from '#simulator/face/customers-page.ts'
import { homePage } from '#simulator/face/home-page.ts'
import { appBase, storeBase } from '#simulator/face/layout.ts'
import { discountsPage, ordersPage, productsPage, segmentsPage } from '#simulator/face/list-pages.ts'
import type { World } from '#simulator/world.ts'

const assets: Record<string, string> = {
  '/app-bridge.js': 'app-bridge.js',
  '/assets/host.js': 'host.js',
  '/assets/page.js': 'page.js',
  '/assets/style.css': 'style.css',
}

export interface FaceOptions {
  /** Address of the proxy in front of the app. */
  readonly front: string
  /** A fresh session token of the store's owner. */
  readonly mintIdToken: () => string
}

const send = (response: ServerResponse, status: number, type: string, body: string | Buffer) => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}

function pageFor(world: World, url: URL, options: FaceOptions): string | null {
  const path = url.pathname
  if (path === appBase || path.startsWith(`${appBase}/`)) {
    if (!world.installation.installed) return installPage(world)
    return appPage(world, path, url.searchParams, { front: options.front, idToken: options.mintIdToken() })
  }
  const customer = /^\/customers\/(\d+)$/.exec(path.slice(storeBase.length))?.[1]
  if (customer !== undefined) return customerPage(world, Number(customer))
  if (/^\/customers\/segments(?:\/\d+)?$/.test(path.slice(storeBase.length))) return segmentsPage(world)
  if (/^\/discounts\/\d+$/.test(path.slice(storeBase.length))) return discountsPage(world)
  switch (path.slice(storeBase.length).replace(/\/$/, '')) {
    case '': return homePage(world)
    case '/customers': return customersPage(world, url.searchParams)
    case '/orders': return ordersPage(world)
    case '/products': return productsPage(world)
    case '/segments': return segmentsPage(world)
    case '/discounts': return discountsPage(world)
    default: return null
  }
}

export async function handleFace(request: IncomingMessage, response: ServerResponse, world: World, options: FaceOptions): Promise<boolean> {
  if (request.method !== 'GET') return false
  const url = new URL(request.url ?? '/', 'http://localhost')
  const asset = assets[url.pathname]
  if (asset !== undefined) {
    const type = asset.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
    send(response, 200, type, await readFile(new URL(`./assets/${asset}`, import.meta.url)))
    return true
  }
  if (url.pathname === '/session-token') {
    send(response, 200, 'application/json', JSON.stringify({ token: options.mintIdToken() }))
    return true
  }
  if (url.pathname === '/') {
    response.writeHead(302, { location: appBase }).end()
    return true
  }
  if (url.pathname !== storeBase && !url.pathname.startsWith(`${storeBase}/`)) return false
  const text = pageFor(world, url, options)
  if (text === null) send(response, 404, 'text/plain', 'No such page in the simulated admin.\n')
  else send(response, 200, 'text/html; charset=utf-8', text)
  return true
}
