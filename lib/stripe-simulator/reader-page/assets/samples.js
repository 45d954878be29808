/** @import { ReaderFacts } from '../types.ts' */
/** @import { Shown } from './screens.js' */

/** @type {ReaderFacts} */
export const sampleReader = {
  id: 'tmr_sample',
  label: 'Counter reader',
  device_type: 'simulated_stripe_s700',
  status: 'online',
  shop: 'Fern & Field',
}

const money = { since: 0, amount: 7180, currency: 'usd' }
/** @param {string} title @param {string} [description] */
const words = (title, description = '') => ({ custom_text: { title, description } })

/** Every screen with something typical on it: name, when it shows, what it is. @type {readonly (readonly [string, string, Shown])[]} */
export const samples = [
  ['Idle', 'splash of the location', { name: 'idle', since: 0 }],
  [
    'Cart',
    'lines, tax, total',
    {
      name: 'cart',
      since: 0,
      cart: {
        currency: 'usd',
        tax: 532,
        total: 7180,
        line_items: [
          { quantity: 2, description: 'Flat white, oat', amount: 980 },
          { quantity: 1, description: 'Sourdough loaf', amount: 750 },
          { quantity: 3, description: 'Almond croissant', amount: 1148 },
          { quantity: 1, description: 'Cold brew bottle', amount: 580 },
          { quantity: 1, description: 'House blend 250 g', amount: 1650 },
          { quantity: 1, description: 'Oat biscuits, tin', amount: 920 },
          { quantity: 2, description: 'Sparkling water', amount: 620 },
        ],
      },
    },
  ],
  [
    'Tip',
    'percentages of the configuration',
    { ...money, name: 'tip', tip: { percentages: [15, 18, 20], amount_eligible: 7180 } },
  ],
  [
    'Tip, small sale',
    'fixed amounts below the threshold',
    { ...money, amount: 490, name: 'tip', tip: { fixed_amounts: [100, 200, 300], amount_eligible: 490 } },
  ],
  ['Tap, insert, swipe', 'first light blue', { ...money, name: 'present_card', can_cancel: true }],
  [
    'Not cancellable',
    'a long amount',
    { ...money, amount: 123456780, name: 'present_card', can_cancel: false, caption: 'Pre-authorization' },
  ],
  ['Insert instead', 'the tap was refused', { ...money, name: 'insert_instead' }],
  ['PIN', 'typed here, never at the till', { ...money, name: 'pin' }],
  ['Checking', 'lights run', { ...money, name: 'processing' }],
  ['Approved', 'four green lights, high tone', { ...money, name: 'approved' }],
  ['Refunded', 'after an Interac refund', { ...money, name: 'approved', caption: 'Refunded' }],
  [
    'Declined',
    'red light, low tone',
    { ...money, name: 'declined', message: 'Your card has insufficient funds.' },
  ],
  ['Cancelled', 'by the customer', { ...money, name: 'canceled' }],
  ['Remove card', 'only after an insert', { ...money, name: 'remove_card' }],
  [
    'Refund',
    'Interac, on the reader',
    { ...money, name: 'refund', card_type: 'interac_present', can_cancel: true },
  ],
  [
    'Signature',
    'drawn with a finger',
    {
      name: 'inputs',
      since: 0,
      inputs: [
        { type: 'signature', required: true, ...words('Please sign', 'For your reservation on Friday') },
      ],
    },
  ],
  [
    'Email, switch',
    'a switch below the field',
    {
      name: 'inputs',
      since: 0,
      inputs: [
        {
          type: 'email',
          ...words('Your email', 'We send the receipt there and nothing else.'),
          toggles: [{ title: 'News', description: 'Twice a month', default_value: 'disabled' }],
        },
      ],
    },
  ],
  [
    'Phone',
    'a number to call',
    {
      name: 'inputs',
      since: 0,
      inputs: [{ type: 'phone', ...words('Your phone', 'We call when the cake is ready.') }],
    },
  ],
  [
    'Number',
    'digits only',
    { name: 'inputs', since: 0, inputs: [{ type: 'numeric', required: true, ...words('Table number') }] },
  ],
  [
    'Text',
    'any words',
    { name: 'inputs', since: 0, inputs: [{ type: 'text', ...words('Name for the cup') }] },
  ],
  [
    'Choice',
    'up to four',
    {
      name: 'inputs',
      since: 0,
      inputs: [
        {
          type: 'selection',
          required: true,
          ...words('How was it today?', 'Nobody at the counter sees your answer.'),
          selection: {
            choices: [
              { id: 'good', text: 'Good', style: 'primary' },
              { id: 'fine', text: 'Fine', style: 'secondary' },
              { id: 'poor', text: 'Not so good', style: 'secondary' },
            ],
          },
        },
      ],
    },
  ],
  ['Offline', 'no light', { name: 'offline', since: 0 }],
  ['Updating', 'for a few minutes', { name: 'updating', since: 0 }],
]
