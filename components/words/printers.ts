import type { Printer } from '#lib/contracts/registers.ts'

/** How a register's receipts come. */
export const PRINTER_WORDS: Readonly<Record<Printer, string>> = {
  browser: 'Printed by the browser',
  escpos_80: 'A receipt printer, 80 mm',
  none: 'Not printed',
}

/** Where a register sells that has no location of its own. */
export const SHOPS_OWN = 'The shop’s own'
