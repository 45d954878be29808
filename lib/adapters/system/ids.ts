import { randomUUID } from 'node:crypto'
import type { Ids } from '#lib/ports/world.ts'

export const randomIds: Ids = { uuid: () => randomUUID() }
