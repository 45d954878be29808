export type Room = {
  /** A folder, or for the two files Next wants at the root, the files. */
  readonly at: readonly string[]
  /** Rooms it may import from, besides itself: folders, or a single file. */
  readonly opens: readonly string[]
  readonly packages: readonly string[]
  readonly node: boolean
}

const UI = ['lucide-react', 'radix-ui', 'sonner', 'cmdk']

/**
 * Who may open which door. Whatever is not named here is closed. Tests and what helps them may open any door and are imported by
 * nobody, and so are the benchmark and the end-to-end stories; they are in no line of this table.
 */
export const rooms: readonly Room[] = [
  room('lib/domain', [], []),
  room('lib/ports', ['lib/domain'], []),
  room('lib/queries', ['lib/domain', 'lib/ports', 'lib/contracts'], []),
  room('lib/operations', ['lib/domain', 'lib/ports'], []),
  room('lib/contracts', ['lib/domain'], ['zod']),
  adapter('stripe', ['stripe']),
  adapter('database', ['pg', 'drizzle-orm', 'drizzle-kit']),
  adapter('live', ['pg']),
  adapter('system', ['@node-rs/argon2']),
  withNode(
    room(
      'lib/server',
      [
        'lib/domain',
        'lib/ports',
        'lib/queries',
        'lib/operations',
        'lib/adapters',
        'lib/contracts',
        'lib/test-cards',
      ],
      ['next', 'zod', 'pg', 'pino', 'server-only'],
    ),
  ),
  room('lib/test-cards', [], []),
  // zod/mini reads what localStorage and the event stream give back: they too are outside.
  room('lib/client', ['lib/domain', 'lib/contracts'], ['react', 'swr', 'zod/mini']),
  room(
    'components',
    ['lib/domain', 'lib/contracts', 'lib/client', 'lib/test-cards'],
    ['react', 'react-dom', 'next', ...UI],
  ),
  room(
    'app',
    // Of the domain only the words for "done" and "refused", in which a route answers, and who may do what.
    [
      'components',
      'lib/contracts',
      'lib/operations',
      'lib/queries',
      'lib/server',
      'lib/domain/result.ts',
      'lib/domain/permissions.ts',
    ],
    ['react', 'react-dom', 'next'],
  ),
  { at: ['instrumentation.ts', 'proxy.ts'], opens: ['lib/server'], packages: ['next'], node: false },
  withNode(
    room(
      'lib/stripe-simulator',
      ['lib/test-cards'],
      ['hono', '@hono/node-server', 'qs', 'classic-level', 'ajv', 'stripe'],
    ),
  ),
  withNode(room('lib/launcher', [], [])),
]

/** Whether a file may open any door: a test, what helps tests, the benchmark, or a setting of a tool. */
export function isFree(file: string): boolean {
  if (/\.test\.tsx?$|\.config\.(js|ts)$/.test(file)) return true
  return /^(e2e|lib\/bench)\/|\/testing\//.test(file)
}

/** The room a file lies in, or undefined when it lies in none. */
export function roomOf(file: string): Room | undefined {
  return rooms.find(({ at }) => at.some(place => file === place || file.startsWith(`${place}/`)))
}

/**
 * Biome's allow-list for a room. Everything is closed, then the doors are opened one by one, and at last the ways round a door are
 * closed again: a path that steps out with `..` after it has stepped in. A plain `../` is open, for rooms with folders inside, and
 * Biome cannot tell where it leads; `architecture.test.ts` follows it and can.
 */
function allowList({ at, opens, packages, node }: Room): string[] {
  const doors = [...at, ...opens]
    .filter(place => place.startsWith('lib/') || place === 'components')
    .map(aliasOf)
  return [
    '*',
    '**',
    ...(at.some(isFile) ? [] : ['!./**', '!../**']),
    ...doors,
    ...packages.flatMap(name => [`!${name}`, `!${name}/**`]),
    ...(node ? ['!node:*', '!node:*/**'] : []),
    './**/../**',
    '#*/**/../**',
  ]
}

/** The part of biome.json that keeps the table. */
export function biomeOverrides() {
  return rooms.map(room => ({
    includes: [
      ...room.at.map(place => (isFile(place) ? place : `${place}/**`)),
      '!**/*.test.ts',
      '!**/*.test.tsx',
      '!**/*.config.ts',
      '!**/testing/**',
    ],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: { patterns: [{ group: allowList(room), message: messageFor(room) }] },
          },
        },
      },
    },
  }))
}

function messageFor({ at, opens }: Room): string {
  const doors = opens.length > 0 ? `only ${opens.join(', ')}` : 'no other room'
  return `${at.join(' and ')} may import from ${doors}; see lib/testing/doors.ts.`
}

function isFile(place: string): boolean {
  return place.endsWith('.ts')
}

/** `lib/domain` is reached as `#lib/domain/…`, and a single file by its own name. */
function aliasOf(place: string): string {
  return isFile(place) ? `!#${place}` : `!#${place}/**`
}

function room(at: string, opens: readonly string[], packages: readonly string[]): Room {
  return { at: [at], opens, packages, node: false }
}

function withNode(plain: Room): Room {
  return { ...plain, node: true }
}

/** Every adapter makes one part of the world real: it knows that vendor, and zod to read what the vendor says. */
function adapter(name: string, vendor: readonly string[]): Room {
  return withNode(
    room(`lib/adapters/${name}`, ['lib/domain', 'lib/ports', 'lib/contracts'], ['zod', ...vendor]),
  )
}
