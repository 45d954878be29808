import { download } from '#lib/client/download.ts'
import { now } from '#lib/client/now.ts'
import { csvFile } from '#lib/domain/csv.ts'

/** What is shown, as it is sorted: readers-2026-11-20.csv. */
export function saveList(name: string, lines: Parameters<typeof csvFile>[0]): void {
  const day = new Date(now()).toISOString().slice(0, 10)
  download(`${name}-${day}.csv`, csvFile(lines), 'text/csv;charset=utf-8')
}
