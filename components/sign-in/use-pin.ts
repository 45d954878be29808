import { useEffect, useRef, useState } from 'react'
import type { KeypadKey } from '#components/ui/keypad.tsx'
import { now, useNow } from '#lib/client/now.ts'
import { onScanned } from '#lib/client/scanner.ts'
import type { Sent } from '#lib/client/send.ts'
import { isTrivialPin } from '#lib/domain/pin.ts'
import { complaintOf } from './complaint.ts'

export type Person = { readonly id: string; readonly name: string; readonly role: string }

/** What is sent to say who one is. */
export type Credential =
  | { readonly staffId: string; readonly pin: string; readonly newPin?: string }
  | { readonly badge: string }

const LONGEST_PIN = 8
const SHORTEST_PIN = 4
/** As many keys back as the longest barcode has digits. */
const REMEMBERED = 64

/** `choose`, `again`: the PIN was right and somebody else knows it, so another is chosen, twice. */
type Stage =
  | { readonly at: 'pin' }
  | { readonly at: 'choose'; readonly old: string }
  | { readonly at: 'again'; readonly old: string; readonly chosen: string }

type Options = {
  readonly people: readonly Person[]
  /** Never throws. */
  readonly ask: (credential: Credential) => Promise<Sent>
  readonly onDone: (answer: unknown) => void
}

/** Who is picked, what has been typed, and the key that sends it. */
export function usePin({ people, ask, onDone }: Options) {
  const [picked, setPicked] = useState<Person>()
  const [pin, setPin] = useState('')
  const [stage, setStage] = useState<Stage>({ at: 'pin' })
  const [isAsking, setAsking] = useState(false)
  const [complaint, setComplaint] = useState<string>()
  const [waitUntil, setWaitUntil] = useState(0)
  const person = picked ?? (people.length === 1 ? people[0] : undefined)

  // What it was before each of the last keys, in milliseconds of the page's clock: a scanner's digits are taken back.
  const keyed = useRef<readonly { readonly before: string; readonly at: number }[]>([])
  useEffect(
    () =>
      onScanned(startedAt => {
        const first = keyed.current.find(({ at }) => at >= startedAt - 1)
        if (first) setPin(first.before)
        keyed.current = []
      }),
    [],
  )

  const clock = useNow(250)
  const waitMs = clock === undefined ? 0 : Math.max(0, waitUntil - clock)

  function begin(next: Stage, why?: string) {
    setStage(next)
    setPin('')
    keyed.current = []
    setComplaint(why)
  }

  function pick(next: Person) {
    setPicked(next)
    begin({ at: 'pin' })
  }

  function press(key: KeypadKey) {
    if (!person || isAsking || waitMs > 0) return
    if (key === 'enter') return enter(person)
    setComplaint(undefined)
    keyed.current = [...keyed.current, { before: pin, at: performance.now() }].slice(-REMEMBERED)
    if (key === 'delete') return setPin(pin.slice(0, -1))
    setPin((pin + key).slice(0, LONGEST_PIN))
  }

  function enter(who: Person) {
    if (pin.length < SHORTEST_PIN) return setComplaint('A PIN has 4 to 8 digits.')
    if (stage.at === 'pin') return void tell({ staffId: who.id, pin }, who.name)
    if (stage.at === 'choose') {
      if (isTrivialPin(pin)) return begin(stage, 'That is tried first by whoever tries. Choose another.')
      if (pin === stage.old) return begin(stage, 'That is the old one. Choose another.')
      return begin({ at: 'again', old: stage.old, chosen: pin })
    }
    if (pin !== stage.chosen)
      return begin({ at: 'choose', old: stage.old }, 'The two are not the same. Choose again.')
    void tell({ staffId: who.id, pin: stage.old, newPin: pin }, who.name)
  }

  async function tell(credential: Credential, name: string) {
    setAsking(true)
    const sent = await ask(credential)
    setAsking(false)
    if (sent.outcome === 'done') return onDone(sent.answer)
    if (sent.outcome === 'refused' && sent.refusal.kind === 'pin_change_needed' && 'pin' in credential)
      return begin({ at: 'choose', old: credential.pin })
    const { words, waitMs: wait } = complaintOf(sent, name)
    begin({ at: 'pin' }, words)
    setWaitUntil(wait > 0 ? now() + wait : 0)
  }

  const isOver = waitUntil > 0 && waitMs === 0 && clock !== undefined && clock >= waitUntil
  return {
    person,
    pick,
    stage: stage.at,
    typed: pin.length,
    press,
    /** A badge was scanned: it says who, and that they are. */
    scan: (badge: string) => (isAsking ? undefined : void tell({ badge }, '')),
    complaint: complaint !== undefined && isOver ? `${complaint} You can try again.` : complaint,
    waitMs,
    isAsking,
  }
}

export type PinEntry = ReturnType<typeof usePin>
