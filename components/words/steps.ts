import type { Step } from '#lib/domain/payment-step.ts'

/** What a command to Stripe is: once it is done, and while it is only wanted. */
export type StepWords = { readonly done: string; readonly wanted: string }

/** A new step does not compile without its words. `reader` as in: the Counter reader. */
const STEPS: Record<Step, (reader: string) => StepWords> = {
  create: () => ({ done: 'Payment created at Stripe', wanted: 'create the payment at Stripe' }),
  update: () => ({ done: 'Amount changed at Stripe', wanted: 'change the amount at Stripe' }),
  process: reader => ({ done: `Sent to ${reader}`, wanted: `send it to ${reader}` }),
  collect: reader => ({ done: `Asked ${reader} to read a card`, wanted: `ask ${reader} to read a card` }),
  confirm: reader => ({
    done: `The card on ${reader} was confirmed`,
    wanted: `confirm the card on ${reader}`,
  }),
  cancel_action: reader => ({ done: `Taken off ${reader}`, wanted: `take it off ${reader}` }),
  cancel: () => ({ done: 'Payment cancelled at Stripe', wanted: 'cancel the payment at Stripe' }),
  capture: () => ({ done: 'Held money taken', wanted: 'take the held money' }),
  refund: () => ({ done: 'Refund made at Stripe', wanted: 'make the refund at Stripe' }),
}

/** Whether a word is a step this till knows; an older or newer one may have written others. */
export const isStep = (word: string): word is Step => Object.hasOwn(STEPS, word)

export const stepWords = (step: Step, reader: string): StepWords => STEPS[step](reader)
