// Loaded before a command with `node --import`: settings from .env, where there is one; what the environment says already stays.
// In a clone that was not made ready it ends with the remedy.
import { existsSync } from 'node:fs'

if (!process.features.typescript || !existsSync(new URL('../node_modules', import.meta.url))) {
  process.stderr.write('Strata is not made ready yet: run npm run setup first (it brings the packages and a Node 24 of its own).\n')
  process.exit(2)
}

if (existsSync('.env')) process.loadEnvFile('.env')
