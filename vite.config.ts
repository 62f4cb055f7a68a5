// Builds the pages. In the server build every module of ours that Node can run itself stays outside the bundle, so that the
// server, the pages and the worker share one copy of each and stack traces name the sources.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}

/** `#app/….ts` is resolved by Node through the imports map of package.json; `.tsx` needs the bundler. */
const runByNode = /^#app\/.*\.ts$/

/** The server sends these instead of the plain files to whoever takes them: the styles shrink from 440 to 50 kB. */
function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
    configResolved: ({ build }) => { folder = join(build.outDir, build.assetsDir) },
    closeBundle() {
      for (const name of readdirSync(folder)) {
        if (!/\.(css|js)$/.test(name)) continue
        const plain = readFileSync(join(folder, name))
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(plain))
        writeFileSync(join(folder, `${name}.gz`), gzipSync(plain, { level: 9 }))
      }
    },
  }
}

export default defineConfig(({ isSsrBuild, command }) => ({
  server: { port: Number(process.env.PORT ?? 3000), hmr: process.env.HMR_SERVER_PORT ? { port: Number(process.env.HMR_SERVER_PORT) } : true },
  plugins: [
    remix({
      ignoredRouteFiles: ['**/.*'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
    compressed(),
  ],
  build: {
    assetsInlineLimit: 0,
    target: isSsrBuild ? 'node24' : 'es2022',
    rollupOptions: isSsrBuild && command === 'build' ? { external: [runByNode] } : {},
  },
  optimizeDeps: { include: ['@shopify/app-bridge-react', '@shopify/polaris'] },
}))
