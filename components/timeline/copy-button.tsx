'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#lib/client/copy-text.ts'

type Props = {
  words: string
  copy: () => string
  /** As a small link among words. */
  plain?: boolean | undefined
}

/** Puts a text where it can be pasted from, and says so in its own place. */
export function CopyButton({ words, copy, plain = false }: Props) {
  const [said, setSaid] = useState<string>()
  const press = async () => setSaid((await copyText(copy())) ? 'Copied' : 'This browser does not copy')
  return (
    <>
      {plain ? (
        <button type="button" onClick={press} className="stage-why-link">
          {said ?? words}
        </button>
      ) : (
        <Button size={48} icon={<Copy className="size-5" aria-hidden="true" />} onClick={press}>
          {said ?? words}
        </Button>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  )
}
