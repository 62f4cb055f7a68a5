// Saves what an address of ours answers as a file. App Bridge adds the session token to the request; a plain link would carry none.

/** False when it could not be had. */
export async function download(url: string, fileName: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    if (!response.ok) return false
    save(await response.blob(), fileName)
    return true
  } catch {
    // Cut off: said beside the button.
    return false
  }
}

function save(content: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = fileName
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
