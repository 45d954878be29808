import type Stripe from 'stripe'
import type { Schema } from '../api-schema.ts'
import { parametersOf, resolve } from '../api-schema.ts'
import { cancelAction } from '../model/command.ts'
import { collectInputs, succeedInputs, timeOutInputs } from '../model/inputs.ts'
import { processSetup, refundPayment, setDisplay } from '../model/other-commands.ts'
import { collectMethod, confirmIntent, processIntent } from '../model/payment-commands.ts'
import { type PresentParams, present } from '../model/present.ts'
import { badParameter } from '../refusal.ts'
import { type Call, route } from '../route.ts'

const readers = '/v1/terminal/readers/{id}'
const helpers = '/v1/test_helpers/terminal/readers/{id}'
const reader = { target: ['readers', 'terminal.reader'] as ['readers', string] }

/** `process_config[moto]` is open to accounts that asked Stripe for it, and so it is missing from the declarations. */
function withMoto(command: string): { schema: Schema } {
  const schema = parametersOf('POST', `${readers}/${command}`) ?? {}
  const config = resolve(schema.properties?.process_config ?? {})
  const moto: Schema = { type: 'boolean' }
  const process_config = { ...config, properties: { ...config.properties, moto } }
  return { schema: { ...schema, properties: { ...schema.properties, process_config } } }
}

/** What a reader can be told to do, and what the test helpers do in front of it. */
export const readerCommandRoutes = [
  route<Stripe.Terminal.ReaderProcessPaymentIntentParams>(
    'POST',
    `${readers}/process_payment_intent`,
    call => processIntent(call.account, call.id, call.params),
    { ...reader, ...withMoto('process_payment_intent') },
  ),
  route<Stripe.Terminal.ReaderCollectPaymentMethodParams>(
    'POST',
    `${readers}/collect_payment_method`,
    call => collectMethod(call.account, call.id, call.params),
    reader,
  ),
  route<Stripe.Terminal.ReaderConfirmPaymentIntentParams>(
    'POST',
    `${readers}/confirm_payment_intent`,
    call => confirmIntent(call.account, call.id, call.params),
    reader,
  ),
  route<Stripe.Terminal.ReaderProcessSetupIntentParams>(
    'POST',
    `${readers}/process_setup_intent`,
    call => processSetup(call.account, call.id, call.params),
    { ...reader, ...withMoto('process_setup_intent') },
  ),
  route<Stripe.Terminal.ReaderRefundPaymentParams>(
    'POST',
    `${readers}/refund_payment`,
    call => refundPayment(call.account, call.id, call.params),
    reader,
  ),
  route<Stripe.Terminal.ReaderSetReaderDisplayParams>(
    'POST',
    `${readers}/set_reader_display`,
    call => setDisplay(call.account, call.id, call.params),
    reader,
  ),
  route<Stripe.Terminal.ReaderCollectInputsParams>(
    'POST',
    `${readers}/collect_inputs`,
    call => collectInputs(call.account, call.id, call.params),
    reader,
  ),
  route('POST', `${readers}/cancel_action`, call => cancelAction(call.account, call.id), reader),

  route<PresentParams>(
    'POST',
    `${helpers}/present_payment_method`,
    inTestMode(call => present(call.account, call.id, call.params)),
    reader,
  ),
  route<{ skip_non_required_inputs?: string }>(
    'POST',
    `${helpers}/succeed_input_collection`,
    inTestMode(call => succeedInputs(call.account, call.id, call.params.skip_non_required_inputs)),
    reader,
  ),
  route(
    'POST',
    `${helpers}/timeout_input_collection`,
    inTestMode(call => timeOutInputs(call.account, call.id)),
    reader,
  ),
]

/** Test helpers refuse live keys. */
function inTestMode<P>(run: (call: Call<P>) => unknown): (call: Call<P>) => unknown {
  return call => {
    if (call.account.livemode)
      throw badParameter('Test helpers can only be used with a test mode key.', 'testmode_charges_only', 'id')
    return run(call)
  }
}
