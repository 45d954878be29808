import { randomInt } from 'node:crypto'
import pg from 'pg'
import { REGISTER_CODE_LENGTH, registerCodeShown, SPOKEN_LETTERS } from '#lib/domain/spoken-code.ts'
import { printableCode } from './register-code.ts'

/**
 * Prints a code that makes a browser the first register, for whoever stands at the machine and has no browser left to ask in. It opens no
 * session: a PIN is asked for as ever. Ends with 1 when there is no shop.
 */
async function main(url: string | undefined): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 })
  try {
    const letters = Array.from({ length: REGISTER_CODE_LENGTH }, () => SPOKEN_LETTERS[randomInt(32)]).join('')
    const name = await printableCode(pool, letters)
    process.stdout.write(
      name === undefined
        ? 'There is no register yet: open the till in a browser and set the shop up.\n'
        : `${registerCodeShown(letters)}\nMakes one browser ${name}, within ten minutes: open the till there and type it.\n`,
    )
    process.exitCode = name === undefined ? 1 : 0
  } finally {
    await pool.end()
  }
}

await main(process.env.DATABASE_URL)
