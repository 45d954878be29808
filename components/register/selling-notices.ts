import { barcodeProblem } from '#lib/domain/barcode.ts'
import type { Notice } from './view.ts'

/** There are not as many as were wanted, and nothing was added. */
export const shortNotice = (name: string, left: number): Notice => ({
  tone: 'care',
  strong: left > 0 ? `Only ${left} left: ${name}.` : `Sold out: ${name}.`,
  text: 'Nothing was added. A manager can correct the stock under Goods.',
})

/** By its count there are not as many, and they are on the sale all the same. */
export const overSoldNotice = (name: string, left: number): Notice => ({
  tone: 'care',
  strong: left > 0 ? `Only ${left} left by the count: ${name}.` : `None left by the count: ${name}.`,
  text: 'It is on the sale. A manager can correct the stock under Goods.',
})

/** A code that was misread, or that nobody knows. */
export const unknownNotice = (code: string): Notice => ({
  tone: 'care',
  strong: `Not found: ${code}.`,
  text: barcodeProblem(code) ?? 'Search for it, or sell it as a custom amount.',
  code,
})

/** Codes are kept until the catalogue is there. */
export const COMING: Notice = {
  tone: 'care',
  strong: 'Goods are being fetched.',
  text: 'What was scanned is added as soon as they are here.',
}

/** A scanned good has to be asked about, and a payment or another question comes first. */
export const waitingNotice = (name: string, isPayment: boolean): Notice => ({
  tone: 'care',
  strong: `${name} is not added yet.`,
  text: isPayment
    ? 'It asks something: choose when the goods are back.'
    : 'It asks something too: its question comes next.',
})
