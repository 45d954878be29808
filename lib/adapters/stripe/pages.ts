import { z } from 'zod'
import type { Seen } from '#lib/ports/payments.ts'
import type { Connection } from './connection.ts'
import { seenOf } from './ending.ts'

const Page = z.object({ data: z.array(z.looseObject({ id: z.string() })), has_more: z.boolean() })

/** No account has so many; a list that turns in circles must end. */
const MOST_PAGES = 200

/**
 * A whole list of Stripe's, page by page: `path` has its query with the limit. What `read` cannot take is left out. A page that does not
 * come fails the whole, because half a list would look like things that are gone.
 */
export async function allPages<T>(
  connection: Connection,
  path: string,
  read: (body: unknown) => T | undefined,
): Promise<Seen<readonly T[]>> {
  const all: T[] = []
  let after = ''
  let ms = 0
  for (let pages = 0; ; pages++) {
    const page = seenOf(
      await connection.request({ method: 'GET', path: path + after }),
      body => Page.safeParse(body).data,
    )
    ms += page.ms
    if (!page.ok) return { ...page, ms }
    all.push(...page.value.data.flatMap(one => read(one) ?? []))
    const last = page.value.data.at(-1)
    if (!page.value.has_more || !last || pages === MOST_PAGES) return { ...page, value: all, ms }
    after = `&starting_after=${encodeURIComponent(last.id)}`
  }
}
