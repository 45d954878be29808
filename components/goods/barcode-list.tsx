import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { barcodeProblem, barcodeVerdict } from '#lib/domain/barcode.ts'

type Props = {
  codes: readonly string[]
  onChange: (codes: string[]) => void
  disabled: boolean
  /** What is wrong with the list as a whole, by the schema or the server. */
  error?: string | undefined
  /** Whose they are, where a page has several lists. */
  of?: string | undefined
}

/** Several codes, one field each. A scanner types into the last one; its Enter makes room for the next and saves nothing. */
export function BarcodeList({ codes, onChange, disabled, error, of }: Props) {
  const box = useRef<HTMLFieldSetElement>(null)
  const shown = codes.length === 0 ? [''] : codes
  const put = (at: number, code: string) => onChange(shown.map((old, i) => (i === at ? code : old)))
  const add = () => {
    onChange([...shown, ''])
    requestAnimationFrame(() => [...(box.current?.querySelectorAll('input') ?? [])].at(-1)?.focus())
  }
  return (
    <fieldset ref={box} className="grid min-w-0 gap-2.5">
      <legend className="sr-only">{of === undefined ? 'Barcodes' : `Barcodes of ${of}`}</legend>
      {shown.map((code, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a code has no name of its own but its place; fields are never reordered.
          key={at}
          className="flex items-start gap-2"
        >
          <CodeField
            label={at === 0 ? 'Barcode' : `Barcode ${at + 1}`}
            code={code}
            disabled={disabled}
            onChange={next => put(at, next)}
            onEnter={() => {
              if (code !== '' && at === shown.length - 1) add()
            }}
          />
          {codes.length === 0 || disabled ? null : (
            <Button
              size={48}
              aria-label={`Take away barcode ${code || at + 1}`}
              title="Take it away"
              className="mt-7.5"
              icon={<X className="size-5" />}
              onClick={() => onChange(codes.filter((_, i) => i !== at))}
            />
          )}
        </div>
      ))}
      {error === undefined ? null : (
        <p role="alert" className="font-name text-small text-stop-ink">
          {error}
        </p>
      )}
      {disabled ? null : (
        <div>
          <Button size={48} icon={<Plus className="size-5" />} onClick={add}>
            Another barcode
          </Button>
        </div>
      )}
    </fieldset>
  )
}

type CodeProps = {
  label: string
  code: string
  disabled: boolean
  onChange: (code: string) => void
  /** A scanner's, after the code. */
  onEnter: () => void
}

/** One code. A slip in it is said when it is left, as it was left; of what came with the page at once. */
function CodeField({ label, code, disabled, onChange, onEnter }: CodeProps) {
  const [left, setLeft] = useState(code)
  return (
    <Field
      className="flex-1"
      label={label}
      value={code}
      disabled={disabled}
      inputMode="text"
      spellCheck={false}
      error={code === '' || code !== left ? undefined : barcodeProblem(code.trim())}
      hint={hintOf(code.trim())}
      onChange={event => onChange(event.target.value)}
      onBlur={() => setLeft(code)}
      onKeyDown={event => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}

const KINDS = { ean8: 'EAN-8', upca: 'UPC-A', ean13: 'EAN-13', itf14: 'ITF-14' } as const

function hintOf(code: string): string | undefined {
  if (code === '') return undefined
  const verdict = barcodeVerdict(code)
  if (!verdict.ok) return undefined
  return verdict.kind === 'own'
    ? 'A code of your own: no check digit, so a slip in it cannot be seen here.'
    : `${KINDS[verdict.kind]}, its check digit is right.`
}

/** Empty fields are no codes. */
export const codesTyped = (codes: readonly string[]): string[] =>
  codes.map(code => code.trim()).filter(code => code !== '')
