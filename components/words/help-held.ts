import type { HelpWords } from './help.ts'

/** A page per mood of money that the bank has promised. */
export const HELD_HELP = {
  held: {
    title: 'The money is promised, not taken',
    cause:
      'The bank has set the amount aside. It is yours once it has been taken, and lapses after about two days.',
    todo: ['Take the money when the sale is settled, or release the hold.'],
    did: 'The till watches the deadline, and takes the money of a finished sale by itself in time.',
    charged: 'see_sale',
  },
  taking: {
    title: 'The money is being taken',
    cause: 'The bank has promised the amount, and Stripe has been asked to take it. It has not answered yet.',
    todo: [
      'Serve the next customer: it goes on by itself, and the sale is paid when Stripe says so.',
      'Check status asks Stripe at once.',
    ],
    did: 'The till asks again until there is an answer. A promise is taken once at most.',
    charged: 'asking',
  },
  releasing: {
    title: 'The hold is being released',
    cause:
      'The bank has promised the amount, and Stripe has been asked to let it go. It has not answered yet.',
    todo: [
      'Serve the next customer: it goes on by itself.',
      'Take no other money for this sale until the screen says that nothing was charged.',
    ],
    did: 'The till asks again until there is an answer. Whatever Stripe says is what counts.',
    charged: 'asking',
  },
} as const satisfies Readonly<Record<string, HelpWords>>
