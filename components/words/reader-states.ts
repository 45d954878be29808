import type { GlyphName } from '#components/ui/glyph.tsx'
import { isTooOld, modelOf } from '#lib/domain/reader-models.ts'
import type { GoneBy, ReaderState } from '#lib/domain/reader-state.ts'

/** A reader's state for people: its shape, its word, and what is said after it, before the time it has lasted. */
export type StateWords = {
  readonly glyph: GlyphName
  readonly word: string
  readonly line?: string
  /** `counting`: seconds since; `moment`: the time of day it began. */
  readonly time?: { readonly since: number; readonly as: 'counting' | 'moment' }
}

const counting = (since: number) => ({ since, as: 'counting' }) as const

/** How many states there are, and what a list is narrowed by. */
export const STATE_GROUPS = ['ready', 'busy', 'stuck', 'offline', 'updating', 'other'] as const
export type StateGroup = (typeof STATE_GROUPS)[number]

export const GROUP_WORDS: Readonly<Record<StateGroup, { readonly word: string; readonly glyph: GlyphName }>> =
  {
    ready: { word: 'ready', glyph: 'ready' },
    busy: { word: 'busy', glyph: 'busy' },
    stuck: { word: 'stuck', glyph: 'unknown' },
    offline: { word: 'offline', glyph: 'offline' },
    updating: { word: 'updating', glyph: 'updating' },
    other: { word: 'not known', glyph: 'cancelled' },
  }

const GROUP_OF: Readonly<Record<ReaderState['kind'], StateGroup>> = {
  ready: 'ready',
  taking: 'busy',
  letting_go: 'busy',
  testing: 'busy',
  clearing: 'busy',
  cart: 'busy',
  inputs: 'busy',
  office: 'busy',
  moving: 'busy',
  stuck: 'stuck',
  gone: 'stuck',
  offline: 'offline',
  updating: 'updating',
  unknown: 'other',
}

export const groupOf = (state: ReaderState): StateGroup => GROUP_OF[state.kind]

export function stateWords(state: ReaderState): StateWords {
  switch (state.kind) {
    case 'ready':
      return { glyph: 'ready', word: 'Ready' }
    case 'taking':
      return {
        glyph: 'busy',
        word: 'Taking a card',
        line: `sale ${state.saleNumber}, ${state.staffName}`,
        time: counting(state.since),
      }
    case 'letting_go':
      return {
        glyph: 'busy',
        word: 'Letting go',
        line: `sale ${state.saleNumber} has ended`,
        time: counting(state.since),
      }
    case 'testing':
      return { glyph: 'busy', word: 'Test payment', time: counting(state.since) }
    case 'clearing':
      return { glyph: 'busy', word: 'Being cleared', time: counting(state.since) }
    case 'cart':
      return { glyph: 'busy', word: 'Showing a sale', time: counting(state.since) }
    case 'inputs':
      return { glyph: 'busy', word: 'Asking the customer', time: counting(state.since) }
    case 'office':
      return { glyph: 'busy', word: 'Being changed', time: counting(state.since) }
    case 'moving':
      return { glyph: 'busy', word: 'Moving', time: counting(state.since) }
    case 'stuck':
      return {
        glyph: 'unknown',
        word: 'Stuck',
        line: state.of ? `left by sale ${state.of.saleNumber}` : actionWords(state.type),
        time: counting(state.since),
      }
    case 'gone':
      return {
        glyph: state.by ? 'cancelled' : 'refused',
        word: GONE_WORDS[state.by?.how ?? 'elsewhere'],
        line: 'since',
        time: { since: state.since, as: 'moment' },
      }
    case 'offline':
      return state.since === null
        ? { glyph: 'offline', word: 'Offline' }
        : { glyph: 'offline', word: 'Offline', line: 'since', time: { since: state.since, as: 'moment' } }
    case 'updating':
      return {
        glyph: 'updating',
        word: 'Updating',
        line: 'or busy with itself',
        time: counting(state.since),
      }
    case 'unknown':
      return { glyph: 'cancelled', word: 'Not known yet' }
  }
}

/** Moved and deleted are our own doing. */
export const GONE_WORDS: Readonly<Record<GoneBy['how'] | 'elsewhere', string>> = {
  moved: 'Moved away',
  deleted: 'Deleted',
  elsewhere: 'Gone at Stripe',
}

const ACTIONS: Readonly<Record<string, string>> = {
  process_payment_intent: 'a payment nobody waits for',
  collect_payment_method: 'a payment nobody waits for',
  confirm_payment_intent: 'a payment nobody waits for',
  process_setup_intent: 'a card to be saved',
  refund_payment: 'a refund nobody waits for',
  set_reader_display: 'a cart left on it',
  collect_inputs: 'questions left on it',
}

/** What Stripe calls what is on a reader, for people. */
export const actionWords = (type: string): string => ACTIONS[type] ?? 'something left on it'

/** S700, 2.42.1: the short of what it is. */
export function modelWords(deviceType: string, version: string | null): string {
  const name = shortModel(deviceType)
  return version === null ? name : `${name}, ${shortVersion(version)}${isTooOld(version) ? ', too old' : ''}`
}

/** Without its maker. */
export const shortModel = (deviceType: string): string =>
  modelOf(deviceType).name.replace(/^(Stripe Reader|BBPOS|Verifone) /, '')

export const shortVersion = (version: string): string => version.split('.').slice(0, 3).join('.')
