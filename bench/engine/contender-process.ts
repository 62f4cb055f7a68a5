// The process of one contender: the first message is the data, each later one what to do.
import type { Contender, ContenderName, Reply, Request } from './contender.ts'
import type { Data } from './data.ts'

const name = process.argv[2] as ContenderName
const { open } = (await import(`./${name}.ts`)) as { readonly open: (data: Data) => Promise<Contender> }
let contender: Contender | undefined

const answer = async (request: Request): Promise<unknown> => {
  if (typeof request !== 'string') {
    contender = await open(request.data)
    return null
  }
  if (!contender) throw new Error('Asked before it was opened.')
  return contender[request]()
}

process.on('message', (request: Request) => {
  const reply = (given: Reply): void => { process.send?.(given) }
  answer(request).then((given) => { reply({ answer: given }) }, (error: unknown) => { reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }) })
})
