/** In hex: by which a file that somebody kept is known again. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
  return Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('')
}
