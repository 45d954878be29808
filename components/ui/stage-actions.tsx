'use client'

import type { ReactNode } from 'react'
import { Button, type ButtonVariant } from './button.tsx'

export type StageAction = {
  words: string
  /** The key that presses it, as printed: 1, Esc, Enter, P. */
  keys?: string | undefined
  /** Another key that presses it, and is not printed. */
  alsoKeys?: string | undefined
  /** The one solid blue button, or on a flood the white one. */
  main?: boolean | undefined
  /** Takes only the room it needs: Back, beside the main one. */
  small?: boolean | undefined
  icon?: ReactNode | undefined
  /** Not now; a text says why, under the words. */
  off?: boolean | string | undefined
  onPress: () => void
}

export type StageRow = { label?: string; actions: readonly StageAction[] }

type Props = { rows: readonly StageRow[]; settled: () => boolean }

/** The buttons at the foot of a stage. A press within 300 ms of a change does nothing. */
export function StageActions({ rows, settled }: Props) {
  return (
    <div className="stage-actions">
      {rows.map(row => (
        <div key={row.actions.map(action => action.words).join()}>
          {row.label === undefined ? null : <p className="mb-3 font-label text-title">{row.label}</p>}
          <div className="stage-row">
            {row.actions.map(action => (
              <StageButton key={action.words} action={action} settled={settled} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

function StageButton({ action, settled }: { action: StageAction; settled: () => boolean }) {
  const variant: ButtonVariant = action.main === true ? 'go' : 'outline'
  return (
    <Button
      variant={variant}
      size={76}
      hint={action.keys}
      icon={action.icon}
      off={action.off ?? false}
      data-main={action.main === true || undefined}
      data-small={action.small === true || undefined}
      onClick={() => {
        if (settled()) action.onPress()
      }}
      className="stage-button"
    >
      <span className="stage-words">{action.words}</span>
    </Button>
  )
}
