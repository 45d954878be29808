/** Stands for the register of an entry that was made at none. */
export const AT_NO_REGISTER = 'office'

/** Who came to the counter and who left it. Of these a busy shop has many. */
export const SIGNING: readonly string[] = ['sign_in', 'sign_out', 'lock_till']

/** What may be asked for in place of one operation: every entry that is none of `SIGNING`. */
export const ALL_BUT_SIGNING = 'all_but_signing'

/** What was done, in words. Operations are named in the code as people say them, so the name is the sentence. */
export function auditWords(what: string): string {
  const words = WORDS[what] ?? what.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The operations whose own words, as a screen shows them, have these in them: whoever types what he reads finds it. */
export function whatsSaying(typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return []
  return Object.keys(WORDS).filter(what => auditWords(what).toLowerCase().includes(wanted))
}

const WORDS: Readonly<Record<string, string>> = {
  found_shop: 'the shop founded',
  take_back_shop: 'the founding taken back: Stripe refused its address',
  set_capture_mode: 'when cards are charged',
  set_asks_about: 'which cards are asked about',
  set_two_steps: 'cards read before they are charged',
  seal_journal: 'diaries of sales sealed',
  export_audit: 'audit exported',
  export_goods: 'goods exported',
  export_sales: 'sales exported',
  export_surprises: 'surprises exported',
  set_picture: 'picture of a good set',
  remove_picture: 'picture of a good taken away',
  approve: 'consent given in place',
  add_person: 'somebody added',
  change_person: 'name or role changed',
  disable_person: 'somebody disabled',
  bring_back_person: 'somebody brought back',
  reset_pin: 'PIN reset',
  choose_pin: 'PIN chosen',
  sign_in: 'signed in',
  sign_out: 'signed out',
  lock_till: 'till locked',
  [ALL_BUT_SIGNING]: 'all but signing in and out',
  wrong_pin: 'wrong PIN typed',
  block_pin: 'PIN blocked after wrong tries',
  forgive_wrong_pins: 'right PIN after wrong tries',
  make_backup: 'backup made',
  download_backup: 'backup downloaded',
  restore_backup: 'backup restored',
  give_badge: 'badge given',
  take_badge: 'badge taken back',
  sign_out_browser: 'a browser signed out',
  sign_out_person: 'somebody signed out everywhere',
  sign_out_everybody: 'everybody else signed out',
  add_register: 'register added',
  change_register: 'register changed',
  give_register_code: 'code for a register shown',
  bind_register: 'a browser became a register',
  revoke_register: 'register revoked',
  begin_delete_reader: 'deletion of a reader begun',
  begin_clear_reader: 'clearing of a reader begun',
  begin_register_reader: 'registration of a reader begun',
  begin_rename_reader: 'renaming of a reader begun',
  begin_create_location: 'a new location asked for',
  begin_change_location: 'change of a location begun',
  begin_delete_location: 'deletion of a location begun',
  begin_change_reader_settings: 'change of readers’ settings begun',
  begin_roll_webhook_secret: 'a new webhook secret asked for',
  make_webhook_endpoint: 'webhook endpoint made at Stripe',
  change_webhook_endpoint: 'webhook endpoint changed at Stripe',
  remove_webhook_endpoint: 'webhook endpoint removed at Stripe',
  go_on_moving_reader: 'move of a reader gone on with',
  test_reader: 'test payment begun',
  stop_reader_test: 'test payment stopped',
  test_reader_answered: 'Stripe’s answers to a test payment',
  set_counter: 'how counters are used',
  refund: 'money given back',
  capture_hold: 'held money taken',
  release_hold: 'held money let go',
  stop_payment: 'a payment stopped',
  take_off_payment: 'a payment taken off its reader, to change the sale',
  confirm_payment: 'a card charged from another register',
  refund_answered: 'Stripe’s answer to a refund',
  capture_hold_answered: 'Stripe’s answer to held money taken',
  release_hold_answered: 'Stripe’s answer to held money let go',
  stop_payment_answered: 'Stripe’s answer to a stopped payment',
  deal_with_surprise: 'a surprise dealt with',
  deal_with_unknown_payment: 'money that no sale tells of dealt with',
}
