import type { LocationTyped } from '#lib/domain/location.ts'

/** The fields of a location nobody has typed anything into. */
export const emptyLocation = (country: string): LocationTyped => ({
  country,
  name: '',
  phone: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postal_code: '',
  nameKanji: '',
  nameKana: '',
  kanji_postal_code: '',
  kanji_state: '',
  kanji_city: '',
  kanji_town: '',
  kanji_line1: '',
  kanji_line2: '',
  kana_postal_code: '',
  kana_state: '',
  kana_city: '',
  kana_town: '',
  kana_line1: '',
  kana_line2: '',
})
