/** A PIN has four to eight digits. */
export const PIN_SHAPE = /^\d{4,8}$/

/**
 * The rule for a new PIN: not one digit again and again, and not digits in a row, up or down (1234, 8765, 7890). Those are what is tried
 * first. Anything else may be chosen; two people may have the same, since a PIN only counts beside a name.
 */
export const isTrivialPin = (pin: string): boolean => [0, 1, 9].some(step => isStepped(pin, step))

/** Whether every digit is the one before it plus `step`, 9 being followed by 0. */
function isStepped(pin: string, step: number): boolean {
  const digits = [...pin].map(Number)
  return digits.every((digit, i) => i === 0 || digit === ((digits[i - 1] ?? 0) + step) % 10)
}
