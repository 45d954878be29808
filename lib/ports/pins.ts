/** PINs of staff. Slow on purpose, about 10 ms each way; tries are counted elsewhere. */
export type Pins = {
  /** What to keep, salt and cost inside. */
  hash(pin: string): Promise<string>
  matches(pinHash: string, pin: string): Promise<boolean>
}
