'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState } from 'react'
import { keepPress } from '#lib/client/idle.ts'
import { now } from '#lib/client/now.ts'
import { send } from '#lib/client/send.ts'
import { unlockSounds } from '#lib/client/sounds.ts'
import {
  type AnswerField,
  type Answers,
  firstWrong,
  noAnswers,
  type Problems,
  problemsOf,
} from './answers.ts'
import { AWAY, type Meaning, meaningOf, type Notice } from './notice.ts'

/** Location and reader are two commands to Stripe. */
const PATIENCE_MS = 100_000

/** The form's answers, what is wrong with them, and the press that opens the till. */
export function useSetUp(country: string, codeNeeded: boolean) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [answers, setAnswers] = useState(() => noAnswers(country))
  const [problems, setProblems] = useState<Problems>({})
  const [notice, setNotice] = useState<Notice>()
  const [stage, setStage] = useState<'typing' | 'opening' | 'kept'>('typing')

  /** A sentence goes away while its field is put right; a new one comes on leaving the field. */
  function put(change: Partial<Answers>) {
    setAnswers({ ...answers, ...change })
    const touched = 'country' in change ? [...Object.keys(change), 'place', 'region'] : Object.keys(change)
    setProblems(Object.fromEntries(Object.entries(problems).filter(([field]) => !touched.includes(field))))
  }

  /** Nothing is said about a field that was only passed through. */
  function leave(field: AnswerField) {
    const problem = problemsOf(answers, codeNeeded)[field]
    if (problem !== undefined && answers[field] !== '') setProblems({ ...problems, [field]: problem })
  }

  function show(wrong: Problems) {
    setProblems(wrong)
    const field = firstWrong(wrong)
    if (field !== undefined) form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus()
  }

  function take(meaning: Meaning) {
    if (meaning.leave) router.replace('/')
    setStage(meaning.kept ? 'kept' : 'typing')
    setNotice(meaning.notice)
    show(meaning.problems ?? {})
  }

  async function open(event: FormEvent) {
    event.preventDefault()
    if (stage === 'opening') return
    unlockSounds()
    const wrong = problemsOf(answers, codeNeeded)
    if (firstWrong(wrong) !== undefined) return show(wrong)
    const before = stage
    setStage('opening')
    setNotice(undefined)
    const { code, ...rest } = answers
    const sent = await send('/api/set-up', codeNeeded ? { ...rest, code } : rest, PATIENCE_MS)
    if (sent.outcome === 'done') {
      keepPress(now())
      return router.replace('/register')
    }
    if (sent.outcome === 'refused') return take(meaningOf(sent.refusal))
    setStage(before)
    setNotice(AWAY)
  }

  return { form, answers, problems, notice, stage, put, leave, open }
}
