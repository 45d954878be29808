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
