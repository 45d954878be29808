'use client'

import { useRef } from 'react'
import { Mark } from '#components/ui/logo.tsx'
import type { SignInAnswer } from '#lib/contracts/set-up.ts'
import { CodePane } from './code-pane.tsx'
import { PeopleList } from './people-list.tsx'
import { PinPane } from './pin-pane.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Names on the left, keypad on the right. A browser that is no register yet is asked for a manager's code first. */
export const SignInScreen = ({ choices }: { choices: SignInAnswer }) =>
  choices.register === null ? <CodePane shopName={choices.shopName} /> : <PeopleAndPin choices={choices} />

function PeopleAndPin({ choices }: { choices: SignInAnswer }) {
  const entry = useSignIn(choices)
  const pad = useRef<HTMLDivElement>(null)
  // On a small screen the keypad is below the names; whoever has pressed theirs goes on typing.
  const pick: typeof entry.pick = person => {
    entry.pick(person)
    pad.current?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className="@container h-full">
      <div className="grid min-h-full grid-cols-1 grid-rows-[auto_1fr] @min-[900px]:grid-cols-[minmax(0,1fr)_36%] @min-[900px]:grid-rows-1">
        <main className="flex min-w-0 flex-col px-5 pt-7 pb-5 @min-[900px]:px-12 @min-[900px]:py-9">
          <div className="flex items-center gap-3">
            <Mark height={44} named />
            <b className="min-w-0 truncate font-strong text-title tracking-[-.015em]">{choices.shopName}</b>
            <span className="ml-auto flex-none text-ink-2">{choices.register?.name}</span>
          </div>
          <h1 className="mt-6 font-strong text-[30px]/[36px] tracking-[-.025em] @min-[900px]:mt-14 @min-[900px]:text-[40px]/[46px]">
            Who is at the counter?
          </h1>
          <PeopleList
            people={choices.staff}
            entry={{ ...entry, pick }}
            className="mt-5 grid-cols-1 gap-3 @min-[560px]:grid-cols-2 @min-[900px]:mt-7"
          />
        </main>
        <PinPane entry={entry} pad={pad} />
      </div>
    </div>
  )
}
