import { useState } from 'react'
import type { CardSettingsAnswer, SetCardSettings } from '#lib/contracts/card-settings.ts'
import { cardSettingsKey } from '#lib/contracts/keys.ts'
import { type Sent, send } from './send.ts'
import { useRead } from './use-read.ts'

export type CardSettings = {
  /** As the server has them, with the press that is on its way already in them. */
  readonly shown: CardSettingsAnswer
  readonly set: (wish: SetCardSettings) => void
  /** How the last press ended; missing before the first one and while one is on its way. */
  readonly ended: Sent | undefined
}

/** How cards are taken, live. `first` is what the server rendered. One press at a time: the others wait for its answer. */
export function useCardSettings(first: CardSettingsAnswer): CardSettings {
  const { data, mutate } = useRead(cardSettingsKey, readSettings, { first })
  const [wish, setWish] = useState<SetCardSettings>()
  const [ended, setEnded] = useState<Sent>()
  const set = async (asked: SetCardSettings) => {
    if (wish) return
    setWish(asked)
    setEnded(undefined)
    const sent = await send(cardSettingsKey, asked)
    // What is true now is read, whatever the answer was; an answer that got lost may have been a yes.
    await mutate().catch(() => undefined)
    setWish(undefined)
    setEnded(sent)
  }
  return { shown: withWish(data ?? first, wish), set: asked => void set(asked), ended }
}

function withWish(now: CardSettingsAnswer, wish: SetCardSettings | undefined): CardSettingsAnswer {
  if (!wish) return now
  if (wish.set === 'capture_mode') return { ...now, captureMode: wish.captureMode }
  if (wish.set === 'asks_about') return { ...now, asksAbout: wish.asksAbout }
  const { registerId, twoSteps } = wish
  return { ...now, registers: now.registers.map(one => (one.id === registerId ? { ...one, twoSteps } : one)) }
}

const readSettings = (body: unknown): CardSettingsAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof body === 'object' && body !== null && 'captureMode' in body
    ? (body as CardSettingsAnswer)
    : undefined
