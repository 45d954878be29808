import type pg from 'pg'

/**
 * Does the work under a lock of the database, which on every server one alone has. The lock belongs to the connection: a server that dies
 * lets go of it with its last breath.
 */
async function alone<T>(
  pool: pg.Pool,
  lock: { readonly text: string; readonly values: readonly (number | string)[] },
  work: () => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    // Whoever has it talks to Stripe meanwhile, which may take longer than any statement should.
    await client.query('set statement_timeout = 0; set lock_timeout = 0')
    await client.query(lock.text, [...lock.values])
    return await work()
  } finally {
    // Not given back but closed, and with it go the lock and the settings.
    client.release(true)
  }
}

/**
 * One after the other for each name. Within this process they queue without a connection: whoever waits must not keep the pool from
 * whoever works.
 */
export function makeTurns(pool: pg.Pool, lock: number) {
  const last = new Map<string, Promise<unknown>>()
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const locked = () =>
      alone(pool, { text: 'select pg_advisory_lock($1::int, hashtext($2))', values: [lock, name] }, work)
    const mine = (last.get(name) ?? Promise.resolve()).then(locked, locked)
    last.set(name, mine)
    const over = () => {
      if (last.get(name) === mine) last.delete(name)
    }
    mine.then(over, over)
    return mine
  }
}
