import { officeWords } from '#components/words/office-refusals.ts'
import { leftBy } from '#lib/client/send.ts'
import { locationKey } from '#lib/contracts/keys.ts'
import type { RefusalBody } from '#lib/contracts/refusal.ts'
import type { SplashDevice, SplashPicture } from '#lib/domain/reader-settings.ts'

type PictureSent = {
  readonly press: string
  readonly device: SplashDevice
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: SplashPicture['type']
  /** The file that was set there, as far as this screen knew. */
  readonly seen: string | undefined
}

export type SentPicture =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused' | 'lost'; readonly words: string }

const LOST = {
  outcome: 'lost',
  words: 'It may have been sent all the same. The picture is still here: send it again in a moment.',
} as const

/** A picture on its way through our server to Stripe. Never throws. */
export async function sendPicture(
  locationId: string,
  { press, device, bytes, type, seen }: PictureSent,
): Promise<SentPicture> {
  try {
    const response = await fetch(
      `${locationKey(locationId)}/splash?${new URLSearchParams({ press, device, ...(seen === undefined ? {} : { seen }) })}`,
      {
        method: 'POST',
        headers: { 'content-type': `image/${type}` },
        body: bytes,
        signal: AbortSignal.timeout(120_000),
      },
    )
    if (response.ok) return { outcome: 'done' }
    const told: unknown = await response.json()
    return isRefusal(told) ? refusedBy(told) : LOST
  } catch {
    return LOST
  }
}

const isRefusal = (body: unknown): body is RefusalBody =>
  typeof body === 'object' && body !== null && 'refusal' in body

function refusedBy(told: RefusalBody): SentPicture {
  const isLost = leftBy({ outcome: 'refused', refusal: told.refusal }) === 'lost'
  return { outcome: isLost ? 'lost' : 'refused', words: sentenceOf(told) }
}

function sentenceOf({ refusal }: RefusalBody): string {
  if (refusal.kind === 'bad_request') return refusal.problems.map(({ problem }) => problem).join(' ')
  const { strong, text } = officeWords(refusal, () => '', 'sent')
  return `${strong} ${text}`
}
