/**
 * Asks our own server for long work and hears what comes back, one JSON a line, while it goes on. False when the line broke off: then it
 * may have been done all the same. Aborting hangs up, which stops the work. Never throws.
 */
export async function hearLines(
  url: string,
  { type, body }: { readonly type: string; readonly body: Blob | string },
  onLine: (line: unknown) => void,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body, signal })
    if (!response.body) return false
    const isLines = response.headers.get('content-type')?.startsWith('application/x-ndjson') ?? false
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      rest += value
      if (!isLines) continue
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') onLine(JSON.parse(line))
    }
    // A refusal comes whole, with no line's end.
    if (rest !== '') onLine(JSON.parse(rest))
    return true
  } catch {
    return false
  }
}
