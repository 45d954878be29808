'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { KeypadKey } from '#components/ui/keypad.tsx'
import { now, useNow } from '#lib/client/now.ts'
import { send } from '#lib/client/send.ts'
import { unlockSounds } from '#lib/client/sounds.ts'
import type { SignInAnswer } from '#lib/contracts/set-up.ts'
import { complaintOf } from './complaint.ts'

export type Person = SignInAnswer['staff'][number]

const LONGEST_PIN = 8
const SHORTEST_PIN = 4

/** Who is picked, what has been typed, and the key that sends it. */
export function useSignIn(choices: SignInAnswer) {
  const router = useRouter()
  const only = choices.staff.length === 1 ? choices.staff[0] : undefined
  const [person, setPerson] = useState<Person | undefined>(only)
  const [registerId, setRegisterId] = useState(choices.registers[0]?.id)
  const [pin, setPin] = useState('')
  const [isAsking, setAsking] = useState(false)
  const [complaint, setComplaint] = useState<string>()
  const [waitUntil, setWaitUntil] = useState(0)

  const clock = useNow(250)
  const waitMs = clock === undefined ? 0 : Math.max(0, waitUntil - clock)

  function pick(next: Person) {
    setPerson(next)
    setPin('')
    setComplaint(undefined)
  }

  function press(key: KeypadKey) {
    if (!person || isAsking || waitMs > 0) return
    if (key === 'enter') return void enter(person)
    setComplaint(undefined)
    if (key === 'delete') return setPin(pin.slice(0, -1))
    setPin((pin + key).slice(0, LONGEST_PIN))
  }

  async function enter(who: Person) {
    unlockSounds()
    if (pin.length < SHORTEST_PIN) return setComplaint('A PIN has 4 to 8 digits.')
    setAsking(true)
    const sent = await send('/api/sign-in', { staffId: who.id, pin, registerId })
    if (sent.outcome === 'done') return router.replace('/register')
    setAsking(false)
    setPin('')
    const { words, waitMs: wait } = complaintOf(sent, who.name)
    setComplaint(words)
    setWaitUntil(wait > 0 ? now() + wait : 0)
  }

  const isOver = waitUntil > 0 && waitMs === 0 && clock !== undefined && clock >= waitUntil
  const said = complaint !== undefined && isOver ? `${complaint} You can try again.` : complaint

  return {
    person,
    pick,
    registerId,
    setRegisterId,
    typed: pin.length,
    press,
    complaint: said,
    waitMs,
    isAsking,
  }
}
