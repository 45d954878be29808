'use client'

import { colourOf } from '#components/ui/colours.ts'
import { Mark } from '#components/ui/logo.tsx'
import { Select } from '#components/ui/select.tsx'
import type { SignInAnswer } from '#lib/contracts/set-up.ts'
import { PersonButton } from './person-button.tsx'
import { PinPane } from './pin-pane.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Names on the left, keypad on the right. A browser that is no register yet also says which one it becomes. */
export function SignInScreen({ choices }: { choices: SignInAnswer }) {
  const { person, pick, registerId, setRegisterId, typed, press, complaint, waitMs, isAsking } =
    useSignIn(choices)
  return (
    <div className="@container h-full">
      <div className="grid min-h-full grid-cols-1 grid-rows-[auto_1fr] @min-[900px]:grid-cols-[minmax(0,1fr)_36%] @min-[900px]:grid-rows-1">
        <main className="flex min-w-0 flex-col px-5 pt-7 pb-5 @min-[900px]:px-12 @min-[900px]:py-9">
          <div className="flex items-center gap-3">
            <Mark height={44} named />
            <b className="min-w-0 truncate font-strong text-title tracking-[-.015em]">{choices.shopName}</b>
            {choices.register === null ? null : (
              <span className="ml-auto flex-none text-ink-2">{choices.register.name}</span>
            )}
          </div>
          <h1 className="mt-6 font-strong text-[30px]/[36px] tracking-[-.025em] @min-[900px]:mt-14 @min-[900px]:text-[40px]/[46px]">
            Who is at the counter?
          </h1>
          {choices.register === null ? (
            <Select
              label="This browser becomes"
              className="mt-5 max-w-90"
              value={registerId ?? ''}
              onChange={event => setRegisterId(event.target.value)}
              options={choices.registers.map(({ id, name }) => ({ value: id, words: name }))}
            />
          ) : null}
          <ul className="mt-5 grid grid-cols-1 gap-3 @min-[560px]:grid-cols-2 @min-[900px]:mt-7">
            {choices.staff.map((one, i) => (
              <li key={one.id}>
                <PersonButton person={one} colour={colourOf(i)} selected={one === person} onPick={pick} />
              </li>
            ))}
          </ul>
        </main>
        <PinPane
          person={person}
          typed={typed}
          press={press}
          complaint={complaint}
          waitMs={waitMs}
          off={person === undefined || isAsking || waitMs > 0}
        />
      </div>
    </div>
  )
}
