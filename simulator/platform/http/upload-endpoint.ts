// POST of a staged upload: the parameters as they were handed out, in their order, then the file.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import type { World } from '../../world.ts'
import { bucketName, largestUpload } from '../mutations/uploads.ts'
import { type PlatformState, platformOf } from '../state.ts'
import { misbehave } from './api-faults.ts'
import { replyXml, xmlError } from './reply.ts'

interface Form {
  readonly parameters: { name: string; value: string }[]
  file: { readonly path: string; readonly md5: string; readonly size: number; readonly tooLarge: boolean } | null
  /** Something came after the file. */
  trailing: boolean
}

export async function answerUpload(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const course = await misbehave(world, response)
  if (course === 'done') return
  const state = platformOf(world)
  const form = await readForm(request, state)
  const fault = faultOf(form, state)
  if (fault) {
    if (form?.file) await rm(form.file.path, { force: true })
    return replyXml(response, fault.status, xmlError(fault.code, fault.message))
  }
  const key = valueOf(form as Form, 'key')
  const { path, size, md5 } = (form as Form).file as NonNullable<Form['file']>
  state.uploads.set(key, { file: path, size })
  if (course === 'cut-after') return void response.destroy()
  const location = `https://${bucketName}.storage.googleapis.com/${encodeURIComponent(key)}`
  replyXml(response, 201, `<PostResponse><Location>${location}</Location><Bucket>${bucketName}</Bucket><Key>${key}</Key><ETag>"${md5}"</ETag></PostResponse>`)
}

const valueOf = (form: Form, name: string): string => form.parameters.find((parameter) => parameter.name === name)?.value ?? ''

interface Fault { readonly status: number; readonly code: string; readonly message: string }

function faultOf(form: Form | null, state: PlatformState): Fault | null {
  const malformed = (message: string): Fault => ({ status: 400, code: 'MalformedPOSTRequest', message })
  if (!form) return malformed('The body of the POST request was not well-formed multipart/form-data.')
  const ticket = state.tickets.get(valueOf(form, 'key'))
  if (!ticket) return { status: 403, code: 'AccessDenied', message: 'Access denied.' }
  if (Date.now() > ticket.expiresAt) return { status: 400, code: 'ExpiredToken', message: 'Policy expired.' }
  if (!form.file || form.trailing) return malformed('The file must be there, and be the last field.')
  if (form.file.tooLarge) return { status: 400, code: 'EntityTooLarge', message: 'The upload exceeds the maximum allowed size.' }
  const same = form.parameters.length === ticket.parameters.length && ticket.parameters.every(({ name, value }, index) => form.parameters[index]?.name === name && form.parameters[index]?.value === value)
  return same ? null : { status: 403, code: 'SignatureDoesNotMatch', message: 'The parameters are not those that were handed out, in their order.' }
}

/** Null if the body is no form. */
async function readForm(request: IncomingMessage, state: PlatformState): Promise<Form | null> {
  const form: Form = { parameters: [], file: null, trailing: false }
  const writes: Promise<void>[] = []
  let parser: ReturnType<typeof busboy>
  try {
    parser = busboy({ headers: request.headers, limits: { fileSize: largestUpload, files: 1 } })
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
  parser.on('field', (name, value) => {
    if (writes.length > 0) form.trailing = true
    form.parameters.push({ name, value })
  })
  parser.on('file', (name, stream) => {
    if (name === 'file') writes.push(keep(stream, `${state.folder()}/upload-${state.uploads.size}-${state.random.int(0, 1e9)}`, form))
    else stream.resume()
  })
  try {
    await pipeline(request, parser)
    await Promise.all(writes)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
  return form
}

async function keep(stream: Readable & { truncated?: boolean }, path: string, form: Form): Promise<void> {
  const md5 = createHash('md5')
  let size = 0
  stream.on('data', (piece: Buffer) => {
    size += piece.length
    md5.update(piece)
  })
  await pipeline(stream, createWriteStream(path))
  form.file = { path, size, md5: md5.digest('hex'), tooLarge: stream.truncated === true }
}
