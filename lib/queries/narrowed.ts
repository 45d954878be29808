/** A list as a file, and what the audit says of it: how many are in it, and by what it was narrowed, in words. */
export type ExportedFile = {
  readonly text: string
  readonly rows: number
  readonly narrowed: Readonly<Record<string, string>>
}

/** What was chosen of all that can be. */
export const narrowedBy = (choices: Readonly<Record<string, string | undefined>>): ExportedFile['narrowed'] =>
  Object.fromEntries(Object.entries(choices).flatMap(([key, value]) => (value ? [[key, value]] : [])))
