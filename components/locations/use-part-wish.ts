import { useWish, type Wish } from '#components/office/use-wish.ts'
import type { Sent } from '#lib/client/send.ts'
import { usePress } from '#lib/client/use-press.ts'
import { locationKey, locationsKey } from '#lib/contracts/keys.ts'
import type { ChangeReaderSettings } from '#lib/contracts/locations.ts'
import type { Tipping } from '#lib/domain/reader-settings.ts'

type Sendable = ChangeReaderSettings['change']
/** The same, with tips as the domain has them. */
export type PartChange =
  | Exclude<Sendable, { part: 'tipping' }>
  | { readonly part: 'tipping'; readonly value: Tipping | null }

export type PartWish = Omit<Wish, 'send'> & {
  /** What is set there itself, as far as this screen knows; null for nothing. */
  readonly now: unknown
  /** `seen`: what the person decided by, where that is older than `now`. After a no to it, what they have been shown since. */
  readonly change: (change: PartChange, seen?: unknown) => Promise<Sent | undefined>
}

/** A change of one part of a place's reader settings. Up to three calls to Stripe, so it may take a while. */
export function usePartWish(locationId: string, own: unknown, onDone?: () => void): PartWish {
  const now = own ?? null
  const press = usePress()
  const { send, ...wish } = useWish({
    url: `${locationKey(locationId)}/settings`,
    asksAgain: [locationKey(locationId), locationsKey],
    withinMs: 90_000,
    ...(onDone ? { onDone } : {}),
  })
  const isToldSo = wish.refusal?.kind === 'changed_meanwhile'
  return {
    ...wish,
    now,
    change: (change, seen = now) =>
      send({ press: press(wish.state, change), change, seen: isToldSo ? now : seen }),
  }
}

/** What a form needs of it: the values, made into a change of what they were typed over. */
export const asFormWish = <Values extends { readonly seen: unknown }>(
  wish: PartWish,
  changeOf: (values: Values) => PartChange,
) => ({
  ...wish,
  send: (body: unknown) => {
    // True: the form hands over what its own schema made of the values.
    const values = body as Values
    return wish.change(changeOf(values), values.seen)
  },
})
