/** The ids of reader `$1`: each move has registered it anew under another one. For `with recursive`. */
export const ITS_IDS = `its(id) as (
    select $1::text
    union
    select m.reader_id from reader_move m join its on m.new_reader_id = its.id
  )`
