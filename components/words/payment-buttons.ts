import type { PaymentButton, PaymentMood } from '#lib/domain/payment-view.ts'

/** Verbs with their object. `try_again` says what trying means in this mood. */
const BUTTONS: Record<Exclude<PaymentButton, 'try_again'>, string> = {
  pay_another_way: 'Pay another way',
  cancel: 'Cancel',
  check_status: 'Check status',
  change_sale: 'Change the sale',
  confirm: 'Charge this card',
  capture: 'Take the money',
  next_sale: 'Serve the next customer',
}

const TRY: Partial<Record<PaymentMood, string>> = {
  declined: 'Try another card',
  customer_canceled: 'Charge again',
  ready: 'Charge again',
}

/** What Cancel means where money is held or a card was read. */
const GIVE_UP: Partial<Record<PaymentMood, string>> = {
  collected: 'Let the card go',
  held: 'Release the hold',
}

/** What leaving a payment behind means where its money is promised: nothing is stopped. */
const NEXT: Partial<Record<PaymentMood, string>> = {
  held: 'Next sale',
  taking: 'Next sale',
  releasing: 'Next sale',
}

export const buttonWords = (button: PaymentButton, mood: PaymentMood): string =>
  button === 'try_again'
    ? (TRY[mood] ?? 'Try again')
    : button === 'cancel'
      ? (GIVE_UP[mood] ?? BUTTONS.cancel)
      : button === 'next_sale'
        ? (NEXT[mood] ?? BUTTONS.next_sale)
        : BUTTONS[button]
