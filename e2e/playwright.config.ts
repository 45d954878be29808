import { defineConfig } from 'playwright/test'

const isRoot = process.getuid?.() === 0

/** Stories at the counter, two tills side by side. `npm test` finds the browser and says where it is. */
export default defineConfig({
  testDir: '.',
  // A till each. One story waits for the screen most of its time.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: '../test-results',
  // Apart, so that the shop's till is started once for all its stories.
  projects: [
    { name: 'till', testIgnore: 'reader-page.spec.ts' },
    { name: 'reader', testMatch: 'reader-page.spec.ts' },
  ],
  use: {
    actionTimeout: 15_000,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    screenshot: 'only-on-failure',
    // Without pictures: drawing one at every step costs more than the till does.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(process.env.BROWSER_PATH ? { executablePath: process.env.BROWSER_PATH } : {}),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
