/** Whether the parts of the till are up, by name, and nothing else: anybody may ask this. */
export function GET() {
  return Response.json({ server: 'up' }, { headers: { 'cache-control': 'no-store' } })
}

/** Asked of the running process each time, never answered from the build. */
export const dynamic = 'force-dynamic'
