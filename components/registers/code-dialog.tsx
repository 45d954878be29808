import { useEffect, useRef, useState } from 'react'
import { useWish } from '#components/office/use-wish.ts'
import { WishBanner } from '#components/office/wish-banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { now, useNow } from '#lib/client/now.ts'
import { registersKey } from '#lib/contracts/keys.ts'
import type { RegisterCodeAnswer, RegisterSeenAnswer } from '#lib/contracts/registers.ts'
import { REGISTER_CODE_MS, registerCodeShown } from '#lib/domain/spoken-code.ts'

/** `until` by this browser's clock, `expiresAt` by the server's, as the register tells it too. */
type Shown = { readonly code: string; readonly until: number; readonly expiresAt: number }

/** A one-time code, large enough to be read across the shop. It goes as soon as a browser has typed it. */
export function CodeDialog({ register, onClose }: { register: RegisterSeenAnswer; onClose: () => void }) {
  const [shown, setShown] = useState<Shown>()
  const browsersBefore = useRef(register.browsers)
  const wish = useWish({
    url: `${registersKey}/${register.id}/code`,
    asksAgain: [registersKey],
    onDone: answer => {
      browsersBefore.current = register.browsers
      const given = codeIn(answer)
      if (given) setShown({ ...given, until: now() + REGISTER_CODE_MS })
    },
  })
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void wish.send()
  }, [wish])
  const clock = useNow()
  const leftMs =
    shown && clock !== undefined ? Math.min(REGISTER_CODE_MS, Math.max(0, shown.until - clock)) : undefined
  const isTaken = shown !== undefined && register.browsers > browsersBefore.current
  // A register has one code: a later one, of whoever made it, is the one that works. Of one's own the list may hear before its answer is here.
  const isOutdone =
    shown !== undefined && wish.state !== 'sending' && (register.codeUntil ?? 0) > shown.expiresAt
  const isOver = leftMs === 0 || isOutdone
  return (
    <Dialog
      open
      title={isTaken ? `${register.name} has its browser` : `A code for ${register.name}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-safe>
            Done
          </Button>
          {isTaken ? null : (
            <Button off={wish.state === 'sending'} onClick={() => void wish.send()}>
              Another code
            </Button>
          )}
        </>
      }
    >
      <WishBanner wish={wish} />
      {isTaken ? (
        <p role="status">The code has been typed. Whoever works there signs in with their PIN or badge.</p>
      ) : (
        <>
          <p
            role="status"
            className="my-5 text-center font-mono font-strong text-[56px]/[64px] text-ink tracking-[.06em] max-[719px]:text-[38px]/[46px]"
          >
            {shown === undefined || isOver ? '····-····' : registerCodeShown(shown.code)}
          </p>
          <p>
            {isOver ? (
              overWords(isOutdone)
            ) : (
              <>
                Open this till in the new browser and type the code there. It makes one browser this register,
                within <span className="font-label text-ink">{minutes(leftMs)}</span>.
              </>
            )}
          </p>
        </>
      )}
    </Dialog>
  )
}

const overWords = (isOutdone: boolean): string =>
  isOutdone
    ? 'Somebody has made another code for this register, so this one opens nothing any more.'
    : 'This code is over. Make another one.'

const minutes = (ms: number | undefined): string => {
  const seconds = Math.ceil((ms ?? REGISTER_CODE_MS) / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const codeIn = (answer: unknown): RegisterCodeAnswer | undefined =>
  // True because this URL answers with one type, shared by both sides; the field tells it from a proxy's page.
  typeof answer === 'object' && answer !== null && 'code' in answer
    ? (answer as RegisterCodeAnswer)
    : undefined
