/**
 * A number as people type it, in whole units of its last digit: 4.50, 4,5 and 1,234.50 with two digits behind the point are 450, 450 and
 * 123450. Undefined when it cannot be told for sure: 1,234 may be a thousand or a slip.
 */
export function numberTyped(text: string, digits: number): number | undefined {
  const bare = text.replaceAll(/[\s'’]/g, '')
  const match = /^(-?)(\d{1,3}(?:([.,])\d{3})(?:\3\d{3})*|\d+)(?:([.,])(\d+))?$/.exec(bare)
  if (!match) return undefined
  const [, minus, whole = '', group, point, behind = ''] = match
  if (behind.length > digits || (group !== undefined && group === point)) return undefined
  // One group and no point: with two digits behind the point nobody knows which of the two it is.
  if (group !== undefined && point === undefined && digits > 0 && whole.split(group).length === 2)
    return undefined
  const value = Number(whole.replaceAll(/[.,]/g, '') + behind.padEnd(digits, '0'))
  if (!Number.isSafeInteger(value)) return undefined
  return minus === '-' && value !== 0 ? -value : value
}

/** The same number as it is put into a field: 450 is 4.50. `short` leaves zeros behind the point out. */
export function numberShown(value: number, digits: number, short = false): string {
  if (digits === 0) return String(value)
  const text = Math.abs(value)
    .toString()
    .padStart(digits + 1, '0')
  const behind = text.slice(-digits)
  const kept = short ? behind.replace(/0+$/, '') : behind
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}${kept === '' ? '' : `.${kept}`}`
}
