/**
 * The faults the simulator can be told to have, by where they strike and in plain words.
 *
 * @typedef {{ kind: string, name: string, options?: Record<string, unknown>, ofReader?: boolean }} Mood
 */

// Strikes the till's next command to a reader, not the card that this page presents.
const command = { method: 'POST', path: '/v1/terminal/readers/' }

/** @type {readonly (readonly [string, readonly Mood[]])[]} */
export const moods = [
  [
    'Reader',
    [
      { kind: 'reader_offline', name: 'Goes offline', ofReader: true },
      { kind: 'reader_updating', name: 'Updating', ofReader: true },
      { kind: 'hardware_fault', name: 'Hardware fault', ofReader: true },
      { kind: 'customer_cancels', name: 'Customer cancels', ofReader: true },
      { kind: 'other_integration', name: 'Used by an app', ofReader: true },
    ],
  ],
  [
    'Command',
    [
      { kind: 'timeout_not_delivered', name: 'Lost on the way', ofReader: true },
      { kind: 'timeout_delivered', name: 'Arrives, no answer', ofReader: true },
      { kind: 'hold_authorization', name: 'Bank never answers', ofReader: true },
      { kind: 'disconnect', name: 'Cut mid-payment', ofReader: true },
      { kind: 'connection_error', name: 'No answer, paid', options: { authorized: true }, ofReader: true },
      { kind: 'connection_error', name: 'No answer, unpaid', options: { authorized: false }, ofReader: true },
    ],
  ],
  [
    'Webhook',
    [
      { kind: 'webhook_delayed', name: '30 s late', options: { delay_ms: 30_000 } },
      { kind: 'webhook_dropped', name: 'Never' },
      { kind: 'webhook_doubled', name: 'Twice' },
      { kind: 'webhook_shuffled', name: 'Wrong order' },
      { kind: 'webhook_forged', name: 'Wrong secret' },
    ],
  ],
  [
    'Stripe',
    [
      { kind: 'status', name: 'Answers 500', options: { ...command, status: 500 } },
      { kind: 'status', name: 'Answers 429', options: { ...command, status: 429 } },
      { kind: 'status', name: 'Lock timeout', options: { ...command, status: 'lock_timeout' } },
      { kind: 'cut_before', name: 'Cut before', options: command },
      { kind: 'cut_after', name: 'Cut after', options: command },
      { kind: 'slow', name: '8 s slow', options: { ...command, ms: 8000 } },
      { kind: 'hold_lapsed', name: 'Hold lapsed' },
    ],
  ],
]

/** @type {readonly (readonly [string, number])[]} */
export const turns = [
  ['+ 3 minutes', 3 * 60_000],
  ['+ 1 hour', 60 * 60_000],
  ['+ 2 days', 48 * 60 * 60_000],
]

/**
 * What `POST /_simulator/plan` is told for a bad day: each failure with its chance, at every occasion for it. Cards that
 * this page presents are left alone.
 *
 * @param {string} seed
 */
export const badDayPlan = seed => ({
  ...(seed ? { seed } : {}),
  chances: {
    reader_offline: 0.03,
    reader_updating: 0.02,
    hardware_fault: 0.01,
    customer_cancels: 0.04,
    other_integration: 0.01,
    hold_lapsed: 0.02,
    timeout_not_delivered: 0.05,
    timeout_delivered: 0.05,
    connection_error: 0.05,
    disconnect: 0.02,
    webhook_delayed: 0.1,
    webhook_dropped: 0.06,
    webhook_doubled: 0.1,
    webhook_shuffled: 0.15,
    webhook_forged: 0.03,
    status: 0.04,
    cut_before: 0.03,
    cut_after: 0.03,
    slow: 0.05,
  },
  options: {
    connection_error: { authorized: true },
    webhook_delayed: { delay_ms: 8000 },
    status: { ...command, status: 500 },
    cut_before: command,
    cut_after: command,
    slow: { ...command, ms: 3000 },
  },
})
