import { useState } from 'react'
import { NumberField } from '#components/office/number-field.tsx'
import { ReaderDrawing } from '#components/ui/reader-drawing.tsx'
import { Select } from '#components/ui/select.tsx'
import { formatFor } from '#lib/client/format.ts'
import { type Currency, factsOf, isCurrency } from '#lib/domain/currencies.ts'
import { money } from '#lib/domain/money.ts'
import { type Tipping, tipOf, tipsOffered } from '#lib/domain/reader-settings.ts'

type Props = { tipping: Tipping | undefined; currency: Currency; country: string }

/** What a customer would be asked, drawn on the reader, for a total that may be tried out, in each currency that has buttons. */
export function TipPreview({ tipping, currency, country }: Props) {
  const [wanted, setWanted] = useState(currency)
  const offered = Object.keys(tipping?.currencies ?? {}).filter(isCurrency)
  const choices = offered.includes(currency) ? offered : [currency, ...offered]
  const shown = choices.includes(wanted) ? wanted : currency
  return (
    <div className="grid justify-items-center gap-4">
      <TriedOut key={shown} tipping={tipping} currency={shown} country={country} />
      {choices.length === 1 ? null : (
        <Select
          label="Currency shown"
          value={shown}
          options={choices.map(one => ({ value: one, words: one.toUpperCase() }))}
          onChange={({ target }) => {
            if (isCurrency(target.value)) setWanted(target.value)
          }}
          className="w-full max-w-[220px]"
        />
      )}
    </div>
  )
}

/** With a total of its own for each currency, for none is worth the same in another. */
function TriedOut({ tipping, currency, country }: Props) {
  const { exponent } = factsOf(currency)
  const [typed, setTyped] = useState<number | undefined>(exponent === 0 ? 1_800 : 1_850)
  const total = typed !== undefined && typed > 0 ? typed : 0
  const format = formatFor(country, currency)
  const offered = tipsOffered(tipping, currency, total)
  const said = (minor: number) => format.money(money(minor, currency))
  return (
    <>
      <div className="w-[200px] max-w-full">
        <ReaderDrawing label="How a customer is asked for a tip">
          <div className="flex h-full flex-col items-center bg-white px-[1em] pt-[3em] pb-[1.4em] text-[#151924]">
            <p className="font-strong text-[1.35em]/[1.2]">
              {offered ? 'Add a tip?' : 'Tap, insert or swipe'}
            </p>
            <p className="mt-[.2em] font-strong text-[2em]/[1.2]">{said(total)}</p>
            <ul className="mt-[1.6em] grid w-full gap-[.55em]">
              {offered?.tips
                .filter(tip => canBeShown(offered.kind, tip, total))
                .map((tip, at) => (
                  <li
                    // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place; two may say the same while they are typed.
                    key={at}
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
    </>
  )
}

/** While it is being typed it may be anything. */
const canBeShown = (kind: 'percentages' | 'amounts', tip: number, total: number): boolean =>
  tip > 0 && Number.isSafeInteger(tipOf(kind, tip, total))
