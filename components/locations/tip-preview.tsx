import { useState } from 'react'
import { NumberField } from '#components/office/number-field.tsx'
import { ReaderDrawing } from '#components/ui/reader-drawing.tsx'
import { formatFor } from '#lib/client/format.ts'
import { type Currency, factsOf } from '#lib/domain/currencies.ts'
import { money } from '#lib/domain/money.ts'
import { type Tipping, tipOf, tipsOffered } from '#lib/domain/reader-settings.ts'

type Props = { tipping: Tipping | undefined; currency: Currency; country: string }

/** What a customer would be asked, drawn on the reader, for a total that may be tried out. */
export function TipPreview({ tipping, currency, country }: Props) {
  const { exponent } = factsOf(currency)
  const [typed, setTyped] = useState<number | undefined>(exponent === 0 ? 1_800 : 1_850)
  const total = typed !== undefined && typed > 0 ? typed : 0
  const format = formatFor(country, currency)
  const offered = tipsOffered(tipping, currency, total)
  const said = (minor: number) => format.money(money(minor, currency))
  return (
    <div className="grid justify-items-center gap-4">
      <div className="w-[200px] max-w-full">
        <ReaderDrawing label="How a customer is asked for a tip">
          <div className="flex h-full flex-col items-center bg-white px-[1em] pt-[3em] pb-[1.4em] text-[#151924]">
            <p className="font-strong text-[1.35em]/[1.2]">
              {offered ? 'Add a tip?' : 'Tap, insert or swipe'}
            </p>
            <p className="mt-[.2em] font-strong text-[2em]/[1.2]">{said(total)}</p>
            <ul className="mt-[1.6em] grid w-full gap-[.55em]">
              {offered?.tips.map(tip => (
                <li
                  key={tip}
                  className="flex items-baseline justify-between rounded-[.6em] bg-[#e7e4dd] px-[.8em] py-[.65em] font-label"
                >
                  <span className="text-[1.1em]">
                    {offered.kind === 'percentages' ? `${tip}%` : said(tip)}
                  </span>
                  {offered.kind === 'percentages' ? (
                    <span className="text-[.95em]">{said(tipOf('percentages', tip, total))}</span>
                  ) : null}
                </li>
              ))}
              {offered ? (
                <li className="rounded-[.6em] px-[.8em] py-[.55em] text-center font-label text-[1.05em]">
                  No tip
                </li>
              ) : null}
            </ul>
          </div>
        </ReaderDrawing>
      </div>
      <NumberField
        name="sample"
        label="For a sale of"
        digits={exponent}
        trailing={currency.toUpperCase()}
        value={typed}
        disabled={false}
        onBlur={() => {}}
        onNumber={value => setTyped(value ?? undefined)}
        className="w-full max-w-[220px]"
      />
    </div>
  )
}
