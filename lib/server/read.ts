import { z } from 'zod/mini'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { ok, type Result, refuse } from '#lib/domain/result.ts'

/** Five hundred edits fit in half of it. */
const LARGEST_BODY_BYTES = 256 * 1024

type Read<T> = Result<T, Refusal>

/**
 * The body of a request, and what its path names, as the schema promises them. JSON only: a foreign page can send a form without asking,
 * JSON it cannot. A part of the path wins over a field of the same name.
 */
export async function read<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
  params: Readonly<Record<string, unknown>> = {},
): Promise<Read<z.infer<Schema>>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return badBody('must be JSON')
  const text = await textWithin(request, LARGEST_BODY_BYTES)
  if (text === undefined) return badBody('is too long')
  const body = parsed(text)
  if (!isObject(body)) return badBody('must be a JSON object')
  return readValue(schema, { ...body, ...params })
}

/** The same for what came some other way: the parts of a path, a query, an upload. */
export function readValue<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): Read<z.infer<Schema>> {
  const result = z.safeParse(schema, value)
  if (result.success) return ok(result.data)
  return badRequest(
    result.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })),
  )
}

/** For problems that a schema cannot see. */
function badRequest(problems: readonly { readonly field: string; readonly problem: string }[]): {
  readonly ok: false
  readonly refusal: Refusal
} {
  return refuse({ kind: 'bad_request', problems })
}

const badBody = (problem: string) => badRequest([{ field: 'body', problem }])

/** Long enough for a tablet at the edge of its network; whoever takes longer only wants to be waited for. */
const LONGEST_SENDING_MS = 20_000

/** Undefined when it is longer, or takes longer: read no further than needed to know. */
export async function textWithin(
  request: Request,
  bytes: number,
  withinMs = LONGEST_SENDING_MS,
): Promise<string | undefined> {
  return (await bytesWithin(request, bytes, withinMs))?.toString('utf8')
}

/** The same for what is no text. */
export async function bytesWithin(
  request: Request,
  bytes: number,
  withinMs: number,
): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > bytes) return undefined
  const reader = request.body?.getReader()
  if (!reader) return Buffer.alloc(0)
  let isLate = false
  // Ends the reading below as if nothing more came.
  const deadline = setTimeout(() => {
    isLate = true
    reader.cancel().catch(() => undefined)
  }, withinMs)
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    while (length <= bytes) {
      const { done, value } = await reader.read()
      if (isLate) return undefined
      if (done) return Buffer.concat(chunks)
      length += value.byteLength
      chunks.push(value)
    }
    return undefined
  } finally {
    clearTimeout(deadline)
    reader.cancel().catch(() => undefined)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
