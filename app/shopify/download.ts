// Reads the result of a bulk operation as text while it arrives; nothing of it is kept.

const silence = 60_000

/**
 * Decoded chunks of the file at `url` (signed by Shopify, no token needed). Throws on a status other than 200, on a connection that
 * breaks, after a minute without a byte, and when `signal` is aborted.
 */
export async function* download(url: string, signal?: AbortSignal): AsyncIterable<string> {
  const stalled = new AbortController()
  const quiet = () => stalled.abort(new Error('The download stalled for a minute'))
  let timer = setTimeout(quiet, silence)
  const body = await fetch(url, { signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal })
    .then((response) => {
      if (response.status !== 200 || response.body === null) throw new Error(`The bulk result answered ${response.status}`)
      return response.body
    })
    .catch((error: unknown) => {
      clearTimeout(timer)
      throw error
    })
  const reader = body.getReader()
  const decoder = new TextDecoder('utf-8')
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(timer)
      const text = decoder.decode(piece.value, { stream: true })
      if (text !== '') yield text
      timer = setTimeout(quiet, silence)
    }
    const rest = decoder.decode()
    if (rest !== '') yield rest
  } finally {
    clearTimeout(timer)
    await reader.cancel()
  }
}
