/** 20 Nov 2026, 14:32, as whoever reads it writes it. */
export const moment = (at: number): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(at)
