import { useEffect, useRef, useState } from 'react'
import type { Shrunk } from './shrink-picture.ts'

/** A picture made small enough, as it lies in this browser. */
export type ChosenPicture = {
  readonly file: Blob
  /** For this browser only. */
  readonly url: string
}

type State =
  | { readonly at: 'none'; readonly problem?: string }
  | { readonly at: 'shrinking' }
  | ({ readonly at: 'chosen' } & ChosenPicture)

/** A picture is chosen, made smaller and looked at; nothing leaves this browser yet. */
export function useChosenPicture() {
  const [state, setState] = useState<State>({ at: 'none' })
  const latest = useRef(0)
  const url = state.at === 'chosen' ? state.url : undefined
  useEffect(() => (url === undefined ? undefined : () => URL.revokeObjectURL(url)), [url])

  const choose = async (file: File) => {
    latest.current += 1
    const turn = latest.current
    setState({ at: 'shrinking' })
    const made = await shrunkHere(file)
    // Another one has been chosen meanwhile, or none any more.
    if (turn !== latest.current) return
    if (made.ok) setState({ at: 'chosen', file: made.file, url: URL.createObjectURL(made.file) })
    else setState({ at: 'none', problem: made.problem })
  }
  const forget = () => {
    latest.current += 1
    setState({ at: 'none' })
  }
  return { state, choose: (file: File) => void choose(file), forget }
}

/** What makes pictures smaller is fetched when somebody has one. */
async function shrunkHere(file: File): Promise<Shrunk> {
  try {
    const { shrunk } = await import('./shrink-picture.ts')
    return await shrunk(file)
  } catch {
    return { ok: false, problem: 'This browser could not read it. Choose it once more.' }
  }
}
