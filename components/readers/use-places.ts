import { useRead } from '#lib/client/use-read.ts'
import { locationsKey } from '#lib/contracts/keys.ts'
import type { LocationsAnswer } from '#lib/contracts/locations.ts'

const readLocations = (body: unknown): LocationsAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'state' in body ? (body as LocationsAnswer) : undefined

export type PlaceOption = { readonly value: string; readonly words: string }

/** Where a reader can be registered; Stripe alone knows. Undefined until it has told, empty options while it is away. */
export function usePlaces(): {
  readonly options: readonly PlaceOption[] | undefined
  readonly isAway: boolean
} {
  const { data, error } = useRead(locationsKey, readLocations)
  if (data?.state === 'there')
    return {
      options: data.locations.map(({ id, name, address }) => ({
        value: id,
        words: address ? `${name}, ${address}` : name,
      })),
      isAway: false,
    }
  return {
    options: data === undefined && error === undefined ? undefined : [],
    isAway: data !== undefined || error !== undefined,
  }
}
