import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { brokenWords } from '#components/words/audit.ts'
import { useFormat } from '#lib/client/use-format.ts'
import type { AuditCheckAnswer } from '#lib/contracts/audit.ts'
import { auditKey } from '#lib/contracts/keys.ts'

type Found = AuditCheckAnswer | 'away'

/** Walks the chain of hashes on the server and says what it found. */
export function ChainCheck() {
  const [isWalking, setWalking] = useState(false)
  const [found, setFound] = useState<Found>()
  const walk = async () => {
    setWalking(true)
    setFound(await askForCheck())
    setWalking(false)
  }
  return (
    <>
      <Button size={48} className="px-5" off={isWalking} onClick={() => void walk()}>
        {isWalking ? 'Walking the chain…' : 'Check the chain'}
      </Button>
      <Dialog
        open={found !== undefined}
        title={found === undefined ? '' : titleOf(found)}
        onClose={() => setFound(undefined)}
        actions={
          <Button size={56} autoFocus onClick={() => setFound(undefined)}>
            Close
          </Button>
        }
      >
        {found === undefined ? null : <Words found={found} />}
      </Dialog>
    </>
  )
}

const titleOf = (found: Found): string => {
  if (found === 'away') return 'The server did not answer'
  return found.unbroken ? 'The audit is unbroken' : 'The audit is broken'
}

function Words({ found }: { found: Found }) {
  const { number } = useFormat()
  if (found === 'away') return <p>Nothing was checked. Try again in a moment.</p>
  if (!found.unbroken)
    return (
      <p>
        The first link that does not hold is entry {found.seq}: it {brokenWords(found.because)}. Somebody has
        gone round the till, with the database’s own password.
      </p>
    )
  return (
    <>
      <p>
        All {number(found.entries)} entries are as they were written, and so are {number(found.sealed)}{' '}
        entries in the diaries of sales.
      </p>
      <p className="mt-3 text-ink-2 text-small">
        The last hash. Kept somewhere else, it also shows next time that nothing was cut off the end.
      </p>
      <p className="mt-1 break-all rounded-chip bg-control p-3 font-mono text-label">{found.head}</p>
    </>
  )
}

async function askForCheck(): Promise<Found> {
  try {
    const response = await fetch(`${auditKey}/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    // True because this URL answers with one type when it answers at all.
    return response.ok ? ((await response.json()) as AuditCheckAnswer) : 'away'
  } catch {
    return 'away'
  }
}
