import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type ReceiptLine = { quantity: string; name: string; amount: string; details?: readonly string[] }
export type ReceiptRow = { name: string; value: string; strong?: boolean }

type Props = {
  shop: string
  address?: string | undefined
  /** Phone, tax number: a line each, below the address. */
  reach?: readonly string[] | undefined
  /** The shop's own words above the goods; line breaks are kept. */
  header?: string | undefined
  /** 2 and more print COPY large. */
  copy?: number | undefined
  /** Rows as printed. Left and right of one line. */
  head: readonly (readonly [string, ReactNode])[]
  lines: readonly ReceiptLine[]
  /** Net and each tax. */
  sums: readonly ReceiptRow[]
  total: ReceiptRow
  /** One block per tender: what was taken, then its rows; the last are the card's EMV fields, with their id. */
  tenders: readonly { rows: readonly ReceiptRow[]; emv?: readonly ReceiptRow[]; id?: string }[]
  /** The sale's code, drawn (an svg), and in digits. */
  code?: ReactNode | undefined
  codeWords?: string | undefined
  footer?: string | undefined
}

/** 72 mm printable, black on white, no grey. Printed by the browser on 80 mm paper. */
export function Receipt(props: Props) {
  return (
    <article aria-label="Receipt" className="receipt">
      <header className="text-center font-sans">
        <h1 className="text-balance font-bold text-[23px]/[28px] tracking-[-.02em]">{props.shop}</h1>
        {(props.copy ?? 1) > 1 ? <p className="font-bold text-[23px]/[28px]">COPY {props.copy}</p> : null}
        {props.address === undefined ? null : <p className="text-[12.5px]/[17px]">{props.address}</p>}
        {props.reach?.map(line => (
          <p key={line} className="text-[12.5px]/[17px]">
            {line}
          </p>
        ))}
        {props.header === undefined ? null : (
          <p className="mt-1.5 whitespace-pre-line text-balance text-[13px]/[18px]">{props.header}</p>
        )}
      </header>
      <Rule />
      {props.head.map(([left, right]) => (
        <Row key={left} name={left} value={right} />
      ))}
      <Rule />
      {props.lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a printed receipt is never reordered, and two lines may read the same.
        <Line key={i} {...line} />
      ))}
      <Rule />
      {props.sums.map(row => (
        <Row key={row.name} {...row} />
      ))}
      <p className="flex items-baseline justify-between gap-2 whitespace-nowrap font-bold font-sans text-[25px]/[34px]">
        <span>{props.total.name}</span>
        <span>{props.total.value}</span>
      </p>
      {props.tenders.map((tender, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <Tender key={i} {...tender} />
      ))}
      <Rule />
      <footer className="mt-3 flex flex-col items-center gap-2 text-center">
        {props.code}
        {props.codeWords === undefined ? null : <p>{props.codeWords}</p>}
        {props.footer === undefined ? null : (
          <p className="whitespace-pre-line text-balance font-name font-sans text-[13px]/[18px]">
            {props.footer}
          </p>
        )}
      </footer>
    </article>
  )
}

const Rule = () => <hr className="my-2 border-0 border-black border-t border-dashed" />

type RowProps = Omit<ReceiptRow, 'value'> & { value: ReactNode }

function Row({ name, value, strong = false }: RowProps) {
  return (
    <p className={cx('flex justify-between gap-2', strong && 'font-bold')}>
      <span>{name}</span>
      <span className="break-all text-right">{value}</span>
    </p>
  )
}

function Line({ quantity, name, amount, details = [] }: ReceiptLine) {
  return (
    <div>
      <p className="flex justify-between gap-2">
        <span>
          {quantity} {name}
        </span>
        <span className="whitespace-nowrap">{amount}</span>
      </p>
      {details.map(detail => (
        <p key={detail} className="pl-4">
          {detail}
        </p>
      ))}
    </div>
  )
}

function Tender({ rows, emv = [], id }: Props['tenders'][number]) {
  return (
    <>
      <Rule />
      {rows.map(row => (
        <Row key={row.name} {...row} />
      ))}
      {emv.length === 0 ? null : <Rule />}
      {emv.map(row => (
        <Row key={row.name} {...row} />
      ))}
      {id === undefined ? null : <p className="mt-1 whitespace-nowrap text-[11px]/[17px]">{id}</p>}
    </>
  )
}
