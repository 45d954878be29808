/**
 * Puts a text on the clipboard. Browsers have the modern way only on https and on this machine; in a shop's plain network the old one
 * still works. False when neither does.
 */
export async function copyText(text: string): Promise<boolean> {
  // Absent on pages that are neither https nor on this machine.
  const clipboard = navigator.clipboard as Clipboard | undefined
  try {
    if (clipboard) {
      await clipboard.writeText(text)
      return true
    }
  } catch {
    // Not allowed here: the old way may be.
  }
  return copyFromField(text)
}

function copyFromField(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'sr-only'
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  return copied
}
