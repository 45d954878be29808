/** Said while Stripe is asked for what takes its time: the server goes on with it, whoever looks. */
export const SAFE_TO_LEAVE = 'You may leave this page: the till goes on by itself.'
