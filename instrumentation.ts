/** Next calls this once per server, before the first request. What needs Node must not reach the edge's bundle. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startServer } = await import('#lib/server/instrumentation-node.ts')
    await startServer()
  }
}
