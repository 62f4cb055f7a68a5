// How large the core is in the browser: what the editor's components take from it, bundled and minified alone.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const editor = `${root}app/components/segments`
const entry = 'virtual:editor'

/** Bytes after gzip, and before. */
export async function coreInBrowser(): Promise<{ readonly gzip: number; readonly minified: number }> {
  const made = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [{ name: 'editor', resolveId: (id) => (id === entry ? id : undefined), load: (id) => (id === entry ? taken() : undefined) }],
    build: { write: false, minify: 'esbuild', rollupOptions: { input: entry, preserveEntrySignatures: 'strict' } },
  })
  const code = [made].flat().flatMap((output) => ('output' in output ? output.output : [])).map((file) => ('code' in file ? file.code : '')).join('')
  return { gzip: gzipSync(code, { level: 9 }).length, minified: Buffer.byteLength(code) }
}

/** Every name that a file of the editor imports from the core, exported again; types are left out by their `type`. */
function taken(): string {
  const names = new Map<string, Set<string>>()
  for (const file of readdirSync(editor, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))) {
    for (const [, list = '', module = ''] of readFileSync(`${editor}/${file}`, 'utf8').matchAll(/import \{([^}]*)\} from '#app\/(core\/[^']+)'/g)) {
      const found = list.split(',').map((name) => name.trim().split(' as ')[0]!).filter((name) => name !== '' && !name.startsWith('type '))
      names.set(module, new Set([...(names.get(module) ?? []), ...found]))
    }
  }
  return [...names].map(([module, found]) => `export { ${[...found].join(', ')} } from '${root}app/${module}'`).join('\n')
}
