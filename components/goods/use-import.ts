import { useRef, useState } from 'react'
import { hearLines } from '#lib/client/hear-lines.ts'
import { useAskAgain } from '#lib/client/use-ask-again.ts'
import type { ImportCounts, ImportLine, ImportLook } from '#lib/contracts/goods-import.ts'
import { catalogueKey, goodsKey } from '#lib/contracts/keys.ts'
import { endedWords, type ImportProblem, refusedWords } from './import-words.ts'

type Doing = { readonly phase: 'reading' | 'writing'; readonly done: number; readonly of?: number }

export type ImportState =
  | { readonly at: 'start'; readonly problem?: ImportProblem }
  | { readonly at: 'busy'; readonly doing: Doing; readonly looks: boolean; readonly fileName: string }
  | {
      readonly at: 'looked'
      readonly look: ImportLook
      readonly fileName: string
      readonly problem?: ImportProblem
    }
  | { readonly at: 'imported'; readonly counts: ImportCounts; readonly fileName: string }

/** A file on its way into the goods: looked at first, then imported as it was looked at. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ at: 'start' })
  const file = useRef<File>(undefined)
  const stop = useRef<AbortController>(undefined)
  const askAgain = useAskAgain()

  const send = async (picked: File, query: Readonly<Record<string, string>>, looked?: ImportLook) => {
    const looks = query.do === 'look'
    const fileName = picked.name
    stop.current = new AbortController()
    const { signal } = stop.current
    setState({ at: 'busy', doing: { phase: 'reading', done: 0 }, looks, fileName })
    let ended: ImportState | undefined
    const back = (problem: ImportProblem): ImportState =>
      looked ? { at: 'looked', look: looked, fileName, problem } : { at: 'start', problem }
    const url = `${goodsKey}/import?${new URLSearchParams({ ...query, name: fileName })}`
    const hear = (told: unknown) => {
      // True because this URL answers with these lines and no others.
      const line = told as ImportLine
      if ('phase' in line) setState({ at: 'busy', doing: line, looks, fileName })
      else if ('look' in line) ended = { at: 'looked', look: line.look, fileName }
      else if ('imported' in line) ended = { at: 'imported', counts: line.imported, fileName }
      else ended = back('refusal' in line ? refusedWords(line.refusal) : endedWords(looks, false))
    }
    const arrived = await hearLines(url, { type: 'text/csv', body: picked }, hear, signal)
    setState(ended ?? back(endedWords(looks, signal.aborted)))
    if (!looks) for (const key of [goodsKey, catalogueKey]) askAgain(key)
    return arrived
  }

  return {
    state,
    look: (picked: File) => {
      file.current = picked
      void send(picked, { do: 'look' })
    },
    bringIn: (look: ImportLook) => {
      if (file.current) void send(file.current, { do: 'import', state: look.state }, look)
    },
    stop: () => stop.current?.abort(),
    again: () => setState({ at: 'start' }),
  }
}
