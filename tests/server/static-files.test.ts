import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { reply } from '#app/server/reply.ts'
import { staticFiles } from '#app/server/static-files.ts'
import { open } from './open.ts'

test('hashed assets are kept for ever, other files for an hour, everything else is passed on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strata-static-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/a-1.js'), 'let a')
  writeFileSync(join(folder, 'assets/a-1.js.gz'), gzipSync('let a'))
  writeFileSync(join(folder, 'robots.txt'), 'x')
  const files = staticFiles(folder)
  const url = await open((request, response) => files(request, response, () => reply(response, 404, 'a page')))

  const asset = await fetch(`${url}/assets/a-1.js`, { headers: { 'accept-encoding': 'gzip' } })
  expect([asset.headers.get('cache-control'), asset.headers.get('content-encoding'), await asset.text()]).toEqual(['public, max-age=31536000, immutable', 'gzip', 'let a'])
  expect((await fetch(`${url}/robots.txt`)).headers.get('cache-control')).toBe('public, max-age=3600')
  expect(await (await fetch(`${url}/app`)).text()).toBe('a page')
  expect(await (await fetch(`${url}/robots.txt`, { method: 'POST' })).text()).toBe('a page')
  expect((await fetch(`${url}/..%2f..%2fpackage.json`)).status).toBe(404)
})
