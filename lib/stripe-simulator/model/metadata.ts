type Metadata = Record<string, string>

/** Lays new metadata over old: an empty value takes a key away, an empty whole takes all of them. */
export function mergeMetadata(old: Metadata | null, sent: unknown): Metadata {
  if (sent === undefined) return old ?? {}
  if (sent === '' || sent === null || typeof sent !== 'object') return {}
  const merged: Metadata = { ...old }
  for (const [key, value] of Object.entries(sent)) {
    if (value === '' || value === null) delete merged[key]
    else merged[key] = String(value)
  }
  return merged
}
