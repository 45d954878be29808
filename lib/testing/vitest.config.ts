import { defineConfig } from 'vitest/config'

const root = new URL('../..', import.meta.url).pathname

export default defineConfig({
  root,
  test: {
    include: ['lib/**/*.test.ts', 'components/**/*.test.ts'],
    globalSetup: ['lib/testing/global-set-up.ts'],
    pool: 'forks',
    // A whole story against a real database and a real simulator, on a laptop that is also doing something else.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
