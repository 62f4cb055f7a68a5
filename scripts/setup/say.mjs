// One line a step on the terminal, and one clear sentence when a step cannot be done.

export class CannotGoOn extends Error {}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs an entry point; a `CannotGoOn` ends it with its sentence alone, anything else with its stack.
 * @param {() => Promise<void>} main
 */
export async function enter(main) {
  try {
    await main()
  } catch (error) {
    process.stderr.write(error instanceof CannotGoOn ? `\n${error.message}\n` : `\n${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
}
