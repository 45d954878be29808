import { z } from 'zod/mini'
import type { RegisterId, SaleId } from '#lib/domain/ids.ts'
import type { Money } from '#lib/domain/money.ts'
import { registerId } from './ids.ts'
import { typedText } from './typed-text.ts'

const PRINTERS = ['none', 'browser', 'escpos_80'] as const
export type Printer = (typeof PRINTERS)[number]

/** A drawer hangs on the receipt printer: a browser’s print dialog cannot open one. */
const drawerHangsOnPrinter = z.refine<{ readonly drawerKick: boolean; readonly printer: Printer }>(
  ({ drawerKick, printer }) => !drawerKick || printer === 'escpos_80',
  { message: 'Only a receipt printer opens a drawer.', path: ['drawerKick'] },
)

const settings = {
  name: typedText(1, 40),
  readerId: z.nullable(typedText(1, 80)),
  /** Stripe's `tml_…`; null is the shop's own. */
  locationId: z.nullable(z.string().check(z.regex(/^tml_\w{1,80}$/))),
  printer: z.enum(PRINTERS),
  drawerKick: z.boolean(),
  floatMinor: z.int().check(z.minimum(0), z.maximum(99_999_999)),
}

const version = z.int().check(z.minimum(1))

/** The form of a register: a choice of nothing is an empty text. `version` is that of what it was typed over; a new one has none. */
export const RegisterForm = z
  .object({ ...settings, readerId: z.string(), locationId: z.string(), version: z.exactOptional(version) })
  .check(drawerHangsOnPrinter)

export type RegisterForm = z.infer<typeof RegisterForm>

/** POST /api/registers. */
export const AddRegister = z.object(settings).check(drawerHangsOnPrinter)

/** POST /api/registers/:registerId. `version` is that of what was on the screen. */
export const ChangeRegister = z.object({ registerId, version, ...settings }).check(drawerHangsOnPrinter)

export const OfRegister = z.object({ registerId })

/** POST /api/registers/bind: this browser becomes the register the code was shown for. */
export const BindBrowser = z.object({ code: typedText(1, 20) })

/** One register, as the office shows it. */
export type RegisterSeenAnswer = {
  readonly id: RegisterId
  readonly name: string
  readonly readerId: string | null
  readonly readerLabel: string | null
  readonly locationId: string | null
  readonly printer: Printer
  readonly drawerKick: boolean
  readonly floatMinor: number
  readonly version: number
  /** How many browsers are this register. */
  readonly browsers: number
  /** Who is signed in there now. */
  readonly people: readonly string[]
  /** Milliseconds, true to the minute. */
  readonly lastSeenAt: number | null
  readonly revokedAt: number | null
  readonly codeUntil: number | null
  /** The sale on its counter; it stays when the register is revoked. */
  readonly openSale: { readonly id: SaleId; readonly number: number; readonly total: Money } | null
  /** The lamp of its reader. */
  readonly reader: 'good' | 'busy' | 'offline' | 'none' | 'unknown'
  /** Other registers in use that have the same reader: whoever charges first has it until that payment has ended. */
  readonly sharesWith: readonly string[]
  /** The one whoever asks stands at. */
  readonly own: boolean
}

/** GET /api/registers. */
export type RegistersAnswer = {
  readonly registers: readonly RegisterSeenAnswer[]
  readonly readers: readonly {
    readonly id: string
    readonly label: string
    readonly locationId: string | null
  }[]
  readonly locations: readonly {
    readonly id: string
    readonly name: string
    /** Where registers sell that have none of their own. */
    readonly isShops: boolean
  }[]
  readonly now: number
}

/** The answer to a new code. Shown once, for ten minutes. */
export type RegisterCodeAnswer = { readonly code: string; readonly expiresAt: number }
