import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { FieldFrame, INPUT } from '#components/ui/field.tsx'
import { LARGEST_PEM_BYTES } from '#lib/domain/pem.ts'

/** What was chosen from a folder; both are empty while nothing is. */
export type Chosen = { readonly name: string; readonly text: string }

export const NOT_CHOSEN: Chosen = { name: '', text: '' }

type Props = {
  label: string
  error: string | undefined
  hint?: string | undefined
  value: Chosen
  onPut: (chosen: Chosen) => void
  onLeave: () => void
}

/** A certificate or a key from the device’s own files. Its text is read here and shown to nobody; chosen by mistake it is put away again. */
export function PemField({ label, error, hint, value, onPut, onLeave }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const choose = async (file: File) => {
    // One more than may be is enough to say that it is too long.
    onPut({ name: file.name, text: await file.slice(0, LARGEST_PEM_BYTES + 1).text() })
    onLeave()
  }
  return (
    <FieldFrame label={label} error={error} hint={hint}>
      {({ id, describedBy }) => (
        <div className="flex items-center gap-2.5">
          <label
            className={`${INPUT} flex cursor-pointer items-center gap-3 has-focus-visible:inset-ring-[3px] has-focus-visible:inset-ring-go has-aria-invalid:inset-ring-2 has-aria-invalid:inset-ring-stop`}
          >
            <input
              ref={input}
              id={id}
              type="file"
              accept=".pem,.crt,.cer,.key"
              aria-invalid={error !== undefined || undefined}
              aria-describedby={describedBy}
              className="sr-only"
              onChange={event => {
                const [file] = event.target.files ?? []
                // The same file may be chosen again.
                event.target.value = ''
                if (file) void choose(file)
              }}
            />
            <span className={value.name === '' ? 'text-ink-2' : 'min-w-0 truncate'}>
              {value.name === '' ? 'Choose a PEM file' : value.name}
            </span>
          </label>
          {value.name === '' ? null : (
            <Button
              size={48}
              aria-label={`Put away the file of ${label}`}
              onClick={() => {
                onPut(NOT_CHOSEN)
                input.current?.focus()
              }}
            >
              Put away
            </Button>
          )}
        </div>
      )}
    </FieldFrame>
  )
}
