// Loaded before a command with `node --import`: settings from .env, where there is one; what the environment says already stays.
import { existsSync } from 'node:fs'

if (existsSync('.env')) process.loadEnvFile('.env')
