import type Stripe from 'stripe'
import { cancelAction, processIntent } from '../model/commands.ts'
import { type PresentParams, present } from '../model/present.ts'
import { route } from '../route.ts'

const readers = '/v1/terminal/readers/{id}'
const helpers = '/v1/test_helpers/terminal/readers/{id}'
const reader = { target: ['readers', 'terminal.reader'] as ['readers', string] }

/** What a reader can be told to do, and what the test helpers do in front of it. */
export const readerCommandRoutes = [
  route<Stripe.Terminal.ReaderProcessPaymentIntentParams>(
    'POST',
    `${readers}/process_payment_intent`,
    call => processIntent(call.account, call.id, call.params),
    reader,
  ),
  route('POST', `${readers}/cancel_action`, call => cancelAction(call.account, call.id), reader),
  route<PresentParams>(
    'POST',
    `${helpers}/present_payment_method`,
    call => present(call.account, call.id, call.params),
    reader,
  ),
]
