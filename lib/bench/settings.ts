import { z } from 'zod'

const text = z.string().min(1)
const ms = z.coerce.number().optional()

/** What `npm run bench` tells the bench about the till it has started for it. */
const Settings = z.object({
  BASE_URL: z.url(),
  SIMULATOR_ORIGIN: z.url(),
  BENCH_DATABASE_URL: text,
  BENCH_LAUNCHER_PID: z.coerce.number(),
  BENCH_READY_EMPTY_MS: ms,
  BENCH_READY_WARM_MS: ms,
  /** Empty for the browser that Playwright finds itself. */
  BROWSER_PATH: z.string().optional(),
})

export type Settings = z.infer<typeof Settings>

export function readSettings(): Settings {
  const settings = Settings.safeParse(process.env)
  if (!settings.success)
    throw new Error('The bench is run by `npm run bench`, which starts the till it measures.')
  // By address, not by name: which of localhost's two addresses is tried first is not ours to measure.
  return { ...settings.data, BASE_URL: settings.data.BASE_URL.replace('//localhost:', '//127.0.0.1:') }
}
