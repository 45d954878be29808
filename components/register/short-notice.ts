import type { Notice } from './view.ts'

/** There are not as many as were wanted, and nothing was added. */
export const shortNotice = (name: string, left: number): Notice => ({
  tone: 'care',
  strong: left > 0 ? `Only ${left} left: ${name}.` : `Sold out: ${name}.`,
  text: 'Nothing was added. A manager can correct the stock under Goods.',
})
