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
  readonly change: (change: PartChange) => Promise<Sent | undefined>
}

/** A change of one part of a place's reader settings. Up to three calls to Stripe, so it may take a while. */
export function usePartWish(locationId: string, onDone?: () => void): PartWish {
  const press = usePress()
  const { send, ...wish } = useWish({
    url: `${locationKey(locationId)}/settings`,
    asksAgain: [locationKey(locationId), locationsKey],
    withinMs: 90_000,
    ...(onDone ? { onDone } : {}),
  })
  return { ...wish, change: change => send({ press: press(wish.state), change }) }
}

/** What a form needs of it: the values, made into a change. */
export const asFormWish = <Values>(wish: PartWish, changeOf: (values: Values) => PartChange) => ({
  ...wish,
  // True: the form hands over what its own schema made of the values.
  send: (body: unknown) => wish.change(changeOf(body as Values)),
})
