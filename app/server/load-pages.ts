// Finds what `npm run build` made, or says that it is missing.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export class NotBuilt extends Error {}

/** The Remix server build and the folder of the client's files. `folder` is absolute. */
export async function loadPages(folder: string): Promise<{ readonly build: unknown; readonly client: string }> {
  const server = join(folder, 'server/index.js')
  const client = join(folder, 'client')
  if (!existsSync(server) || !existsSync(client)) throw new NotBuilt('The pages are not built yet. Run "npm run build" first, then start the server again.')
  return { build: await import(pathToFileURL(server).href), client }
}
