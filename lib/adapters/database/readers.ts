import type pg from 'pg'
import type { Announce } from '#lib/ports/live.ts'
import type { Readers } from '#lib/ports/readers.ts'
import { makeTurns } from './alone.ts'
import { makeReaderFleet } from './reader-fleet.ts'
import { makeReaderHistory } from './reader-history.ts'
import { makeReaderList } from './reader-list.ts'
import { makeReaderMoves } from './reader-moves.ts'
import { makeReaderPictures } from './reader-pictures.ts'

/** One change of a place's reader settings at a time: the first makes the settings that the next finds. */
const SETTINGS_LOCK = 7_331_013

/** The shop's card readers as our rows know them. */
export const makeReaders = (needs: { readonly pool: pg.Pool; readonly announce: Announce }): Readers => ({
  ...makeReaderList(needs.pool),
  ...makeReaderHistory(needs.pool),
  ...makeReaderFleet(needs),
  ...makeReaderMoves(needs),
  ...makeReaderPictures(needs.pool),
  settingsAlone: makeTurns(needs.pool, SETTINGS_LOCK),
})
