// GET of a bulk result by its signed address: needs no token, takes a range, ends after seven days of the store clock.
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { World } from '../../world.ts'
import { readResultUrl } from '../bulk/result-url.ts'
import { platformOf } from '../state.ts'
import { misbehave } from './api-faults.ts'
import { replyXml, xmlError } from './reply.ts'

/** Large, so that a reader is not held up by whatever else the simulator is at between two pieces. */
const pieceBytes = 1 << 20

export async function answerBulkResult(request: IncomingMessage, response: ServerResponse, world: World, url: URL): Promise<void> {
  const course = await misbehave(world, response)
  if (course === 'done') return
  const claim = readResultUrl(world, url)
  if (claim.kind === 'forged') return replyXml(response, 403, xmlError('SignatureDoesNotMatch', 'Access denied.'))
  if (claim.kind === 'expired') return replyXml(response, 400, xmlError('ExpiredToken', 'The provided token has expired.'))
  const operation = platformOf(world).bulk.byId.get(claim.id)
  const size = operation?.fileSize
  if (!operation || !size) return replyXml(response, 404, xmlError('NoSuchKey', 'The specified key does not exist.'))

  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const start = range ? Number(range[1]) : 0
  if (start >= size) return replyXml(response, 416, xmlError('InvalidRange', 'The requested range cannot be satisfied.'))
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/jsonl',
    'content-length': size - start,
    'accept-ranges': 'bytes',
    ...(range ? { 'content-range': `bytes ${start}-${size - 1}/${size}` } : {}),
  })
  // A connection that is cut is cut in the middle of the file.
  const whole = course === 'answer'
  await sendFile(operation.file, start, whole ? size - 1 : start + Math.floor((size - start) / 2), response, whole)
  if (!whole) response.destroy()
}

async function sendFile(file: string, start: number, end: number, response: ServerResponse, whole: boolean): Promise<void> {
  try {
    await pipeline(createReadStream(file, { start, end, highWaterMark: pieceBytes }), response, { end: whole })
  } catch (error) {
    // The reader went away: nobody is left to tell.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error
  }
}
