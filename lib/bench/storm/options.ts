import { parseArgs } from 'node:util'

/** How large a storm, and how long. It goes on until both the minutes and the payments are reached. */
export type StormOptions = {
  /** What every robot, fault and kill is drawn from. */
  readonly seed: number
  readonly minutes: number
  readonly payments: number
  readonly servers: 1 | 2
  /** A PostgreSQL server of its own, reached over TCP, instead of the one that comes with the till. */
  readonly postgres: boolean
  readonly registers: number
  /** Mean time between two kills, in seconds; 0 is never. */
  readonly killEvery: number
  /** How much the till's servers tell their logs; a storm of hours tells little. */
  readonly logLevel?: 'info'
  /** Everything the storm writes. Made when missing. */
  readonly folder: string
}

const HELP =
  'npm run storm -- [--hours H | --minutes M] [--payments N] [--seed N] [--registers R] [--kill-every S] [--postgres] [--servers 2]'

/** Reads the command line. Throws one sentence and the usage when it cannot be meant. */
export function readOptions(args: readonly string[], folder: string): StormOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      hours: { type: 'string' },
      minutes: { type: 'string' },
      payments: { type: 'string' },
      seed: { type: 'string' },
      registers: { type: 'string' },
      servers: { type: 'string' },
      'kill-every': { type: 'string' },
      postgres: { type: 'boolean' },
      folder: { type: 'string' },
    },
  })
  const payments = numberFrom('payments', values.payments, 0)
  const hours = numberFrom('hours', values.hours, 0)
  return {
    seed: numberFrom('seed', values.seed, 1),
    minutes: numberFrom('minutes', values.minutes, hours > 0 ? hours * 60 : payments > 0 ? 0 : 10),
    payments,
    servers: values.servers === '2' ? 2 : 1,
    postgres: values.postgres === true || values.servers === '2',
    registers: numberFrom('registers', values.registers, 64),
    killEvery: numberFrom('kill-every', values['kill-every'], 30),
    folder: values.folder ?? folder,
  }
}

function numberFrom(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value
  throw new Error(`--${name} must be a number, not ${text}.\n${HELP}`)
}
