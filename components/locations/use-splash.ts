import { useEffect, useState } from 'react'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import { usePress } from '#lib/client/use-press.ts'
import { locationKey } from '#lib/contracts/keys.ts'
import {
  type SplashDevice,
  type SplashPicture,
  splashHint,
  splashIn,
  splashProblem,
} from '#lib/domain/reader-settings.ts'

/** A picture that would be taken, as it lies in this browser. */
export type ChosenPicture = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly picture: SplashPicture
  /** For this browser only. */
  readonly url: string
  /** A word about a picture that fits badly. */
  readonly hint: string | undefined
  /** The file that was set there when this one was chosen. */
  readonly seen: string | undefined
  readonly isSent: boolean
}

/** A picture is chosen and looked at first; nothing leaves this browser before `send`. */
export function useSplash(locationId: string, device: SplashDevice, ownFile: string | undefined) {
  const press = usePress()
  const askAgain = useAskAgain()
  const [chosen, setChosen] = useState<ChosenPicture>()
  const [state, setState] = useState<'idle' | 'sending' | 'refused' | 'lost'>('idle')
  const [problem, setProblem] = useState<string>()
  const url = chosen?.url
  useEffect(() => (url === undefined ? undefined : () => URL.revokeObjectURL(url)), [url])

  const show = (next: ChosenPicture | undefined, wrong?: string) => {
    setChosen(next)
    setProblem(wrong)
    setState('idle')
  }
  const choose = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const picture = splashIn(bytes)
    const wrong = splashProblem(device, picture, bytes.length)
    if (wrong !== undefined || !picture) return show(undefined, wrong)
    const hint = splashHint(device, picture)
    show({ bytes, picture, url: URL.createObjectURL(file), hint, seen: ownFile, isSent: false })
  }
  const send = async ({ bytes, picture, ...chosen }: ChosenPicture) => {
    setState('sending')
    // After a no, by what has been shown since.
    const seen = state === 'refused' ? ownFile : chosen.seen
    const { type } = picture
    const { sendPicture } = await import('./send-picture.ts')
    const sent = await sendPicture(locationId, { press: press(state), device, bytes, type, seen })
    const isDone = sent.outcome === 'done'
    setState(isDone ? 'idle' : sent.outcome)
    setProblem(isDone ? undefined : sent.words)
    if (isDone) setChosen(now => now && { ...now, isSent: true })
    askAgain(locationKey(locationId))
  }
  return { chosen, problem, state, choose, send, forget: () => show(undefined) }
}
