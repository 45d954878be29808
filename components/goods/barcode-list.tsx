import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
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
          <Field
            className="flex-1"
            label={at === 0 ? 'Barcode' : `Barcode ${at + 1}`}
            value={code}
            disabled={disabled}
            inputMode="text"
            spellCheck={false}
            error={code === '' ? undefined : barcodeProblem(code.trim())}
            hint={hintOf(code.trim())}
            onChange={event => put(at, event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              event.preventDefault()
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
