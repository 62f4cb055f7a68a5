import { request as rawRequest } from 'node:http'
import { expect, test } from 'vitest'
import { sendResponse } from '@remix-run/node-fetch-server'
import { pageDoor, type PageHandler } from '#app/server/page-door.ts'
import { open } from './open.ts'

const at = (handle: PageHandler) => {
  const door = pageDoor({ origin: 'https://strata.example', handle, send: sendResponse })
  return open((request, response) => void door(request, response))
}

test('a page sees the public address, the headers and the form that was posted', async () => {
  const url = await at(async (request) => {
    const form = await request.formData()
    return Response.json({ url: request.url, language: request.headers.get('accept-language'), file: form.get('file') instanceof File, name: form.get('name') })
  })
  const body = new FormData()
  body.set('name', 'Zoë')
  body.set('file', new File(['x'], 'x.txt'))
  const answer = await fetch(`${url}/app?x=1`, { method: 'POST', body, headers: { 'accept-language': 'de' } })
  expect(await answer.json()).toEqual({ url: 'https://strata.example/app?x=1', language: 'de', file: true, name: 'Zoë' })
})

test('redirects and several cookies reach the browser as they are', async () => {
  const url = await at(async () => {
    const headers = new Headers({ location: '/elsewhere' })
    headers.append('set-cookie', 'a=1; Path=/')
    headers.append('set-cookie', 'b=2; Path=/')
    return new Response(null, { status: 302, headers })
  })
  const answer = await fetch(url, { redirect: 'manual' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('/elsewhere')
  expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/'])
})

test('an answer is streamed: the first piece arrives before the last is made', async () => {
  const { promise: firstRead, resolve: readOn } = Promise.withResolvers<void>()
  const url = await at(async () => {
    const pieces = new TransformStream<Uint8Array, Uint8Array>()
    const writer = pieces.writable.getWriter()
    void writer.write(Buffer.from('shell')).then(() => firstRead).then(() => writer.write(Buffer.from(' rest'))).then(() => writer.close())
    return new Response(pieces.readable)
  })
  const reader = (await fetch(url)).body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('shell')
  readOn()
  expect((await reader?.read())?.value).toBe(' rest')
})

test('a body over the bound is answered 413, announced or not, and never reaches a page', async () => {
  let reached = 0
  const url = await at(async () => {
    reached += 1
    return new Response('ok')
  })
  const big = Buffer.alloc(6 * 1024 * 1024, 'x')
  const post = (headers: Record<string, string>) => new Promise<number | undefined>((resolve) => {
    const request = rawRequest(url, { method: 'POST', headers }, (response) => resolve(response.statusCode))
    // The rest of the body is not wanted: the connection breaks after the answer.
    request.on('error', () => undefined)
    request.end(big)
  })
  expect(await post({ 'content-length': String(big.length) })).toBe(413)
  expect(await post({ 'transfer-encoding': 'chunked' })).toBe(413)
  expect(reached).toBe(0)
})

test('a page learns that its reader went away', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const url = await at(async (request) => {
    request.signal.addEventListener('abort', () => resolve())
    await promise
    return new Response('nobody reads this')
  })
  const impatient = new AbortController()
  const asked = fetch(url, { signal: impatient.signal }).catch(() => undefined)
  setTimeout(() => impatient.abort(), 50)
  await asked
  await promise
})
