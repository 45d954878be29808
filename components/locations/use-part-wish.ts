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

/** What is set there itself, as far as this screen knows: null for nothing. Of a secret part also which change of it was the last. */
export type SeenPart = { readonly own: unknown; readonly version?: number | null }

export type PartWish = Omit<Wish, 'send'> & {
  readonly now: SeenPart
  /** `seen`: what the person decided by, where that is older than `now`. After a no to it, what they have been shown since. */
  readonly change: (change: PartChange, seen?: SeenPart) => Promise<Sent | undefined>
}

type More = { readonly version?: number | null | undefined; readonly onDone?: (() => void) | undefined }

/** A change of one part of a place's reader settings. Up to six calls to Stripe, so it may take a while. */
export function usePartWish(locationId: string, own: unknown, { version, onDone }: More = {}): PartWish {
  const now: SeenPart = { own: own ?? null, ...(version === undefined ? {} : { version }) }
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
    change: (change, seen = now) => {
      const { own, ...last } = isToldSo ? now : seen
      return send({ press: press(wish.state, change), change, seen: own, ...last })
    },
  }
}

type Asked = { readonly change: PartChange; readonly seen: SeenPart }

/** What a form needs of it. `seen` stands among its values: a save is held against what was set when somebody began to type. */
export const forForm = <Values>(wish: PartWish, changeOf: (values: Values) => PartChange) => ({
  wish: {
    ...wish,
    // True: `toBody` below has made it.
    send: (body: unknown) => wish.change((body as Asked).change, (body as Asked).seen),
  },
  // True: the form begins with `wish.now` in that place, and nobody types there.
  toBody: (values: Values, base: { seen?: unknown }): Asked => ({
    change: changeOf(values),
    seen: base.seen as SeenPart,
  }),
})
