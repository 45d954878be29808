import type { Fact } from '#components/office/column.ts'
import { deedWords } from '#components/words/deeds.ts'
import { moodLine } from '#components/words/mood-line.ts'
import { readerName } from '#components/words/readers.ts'
import { stepWords } from '#components/words/steps.ts'
import { byNumber, byText } from '#lib/client/table/rows-shown.ts'
import type { DeedTold, LeftReader, LivePayment, OpenCall } from '#lib/contracts/payments.ts'
import { factsOf } from '#lib/domain/currencies.ts'
import { amountWritten } from '#lib/domain/goods-file.ts'
import type { Money } from '#lib/domain/money.ts'

type OfSale = { readonly saleNumber: number }

const SALE = {
  key: 'sale',
  head: 'Sale',
  sort: byNumber(({ saleNumber }: OfSale) => saleNumber),
  export: ({ saleNumber }: OfSale) => saleNumber,
}

const time = (head: string) => ({
  key: 'since',
  head,
  sort: byNumber(({ since }: { readonly since: number }) => since),
  export: ({ since }: { readonly since: number }) => new Date(since).toISOString(),
})

const READER = {
  key: 'reader',
  head: 'Reader',
  sort: byText(({ reader = '' }: { readonly reader?: string }) => reader),
  export: ({ reader = '' }: { readonly reader?: string }) => reader,
}

const stateOf = ({ mood, doubtful }: LivePayment): string => moodLine(mood, { doubtful }).words

/** An amount as a file has it, and its currency. */
export const amountFacts = <Row extends { readonly amount: Money }>(): readonly Fact<Row>[] => [
  {
    key: 'amount',
    head: 'Amount',
    sort: byNumber(({ amount }) => amount.minor),
    export: ({ amount }) => amountWritten(amount.minor, factsOf(amount.currency).exponent),
  },
  { key: 'currency', head: 'Currency', export: ({ amount }) => amount.currency.toUpperCase() },
]

/** Whose it is. */
export const WHOSE: readonly Fact<{ readonly registerName: string; readonly staffName: string }>[] = [
  {
    key: 'register',
    head: 'Register',
    sort: byText(({ registerName }) => registerName),
    export: ({ registerName }) => registerName,
  },
  {
    key: 'who',
    head: 'Who',
    sort: byText(({ staffName }) => staffName),
    export: ({ staffName }) => staffName,
  },
]

const LIVE: readonly Fact<LivePayment>[] = [
  SALE,
  ...amountFacts<LivePayment>(),
  { key: 'state', head: 'State', sort: byText(stateOf), export: stateOf },
  time('Since'),
  READER,
  ...WHOSE,
]

export const LIVE_LIST = {
  label: 'Payments',
  exportName: 'payments-in-flight',
  facts: LIVE,
  search: (one: LivePayment) =>
    `Sale ${one.saleNumber} ${stateOf(one)} ${readerName(one.reader)} ${one.registerName} ${one.staffName}`,
}

export const LEFT_LIST = {
  label: 'Held readers',
  exportName: 'held-readers',
  facts: [SALE, READER, time('Since')],
  search: (one: LeftReader) => `Sale ${one.saleNumber} ${readerName(one.reader)}`,
}

const wanted = ({ step, reader }: OpenCall): string =>
  stepWords(step, reader === undefined ? 'the reader' : `the ${readerName(reader)}`).wanted

export const OPEN_LIST = {
  label: 'Unanswered calls',
  exportName: 'unanswered-calls',
  facts: [
    SALE,
    { key: 'what', head: 'What', sort: byText(wanted), export: wanted },
    READER,
    time('Asked'),
  ] satisfies readonly Fact<OpenCall>[],
  search: (one: OpenCall) => `Sale ${one.saleNumber} ${wanted(one)}`,
}

const deed = (one: DeedTold): string => {
  const { strong, text } = deedWords(one)
  return `${strong} ${text}`
}

export const DEED_LIST = {
  label: 'Deeds',
  exportName: 'done-by-the-till',
  facts: [
    {
      key: 'at',
      head: 'When',
      sort: byNumber(({ at }) => at),
      export: ({ at }) => new Date(at).toISOString(),
    },
    SALE,
    { key: 'what', head: 'What', sort: byText(deed), export: deed },
    READER,
    {
      key: 'register',
      head: 'Register',
      sort: byText(({ registerName }) => registerName),
      export: ({ registerName }) => registerName,
    },
  ] satisfies readonly Fact<DeedTold>[],
  search: (one: DeedTold) => `Sale ${one.saleNumber} ${deed(one)} ${one.registerName}`,
}
