import pg from 'pg'

/** PostgreSQL's codes of a deadlock, and of a lock that was waited for too long. */
const IN_THE_WAY: ReadonlySet<string> = new Set(['40P01', '55P03'])

/** Whether somebody else's work was in the way: what was to be one transaction or one statement has not been done, and may be tried again. */
export const isInTheWay = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && IN_THE_WAY.has(error.code ?? '')
