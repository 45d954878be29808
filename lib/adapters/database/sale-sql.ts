/** Parts of statements: what a load brings along with a sale `s`, and how a lease `l` is told. */

const OPEN_CALL = `json_build_object(
  'id', c.id, 'tenderId', c.tender_id, 'saleId', c.sale_id, 'readerId', c.reader_id, 'step', c.step, 'n', c.n, 'key', c.key,
  'path', c.path, 'params', c.params, 'writtenAt', c.written_at, 'sentAt', c.sent_at, 'sentBy', c.sent_by, 'timesSent', c.times_sent)`

const LEASE = `jsonb_build_object(
  'readerId', l.reader_id, 'since', l.since, 'doubtful', l.doubtful,
  'holder', jsonb_strip_nulls(jsonb_build_object('kind', l.holder, 'tenderId', l.tender_id)))`

/** A lease, and which sale of whom waits there. */
export const READER_HELD = `(
  select ${LEASE} || jsonb_strip_nulls(jsonb_build_object('saleId', held.id, 'saleNumber', held.number, 'staffName', by.name))
  from reader_lease l
  left join tender holding on holding.id = l.tender_id
  left join sale held on held.id = holding.sale_id
  left join staff by on by.id = held.opened_by
  where l.reader_id = %reader)`

export const LOADED = `
  s.state, s.version,
  (select coalesce(json_agg(${OPEN_CALL} order by c.written_at, c.id), '[]')
    from call c where c.sale_id = s.id and c.outcome is null) as "openCalls",
  (select coalesce(jsonb_object_agg(numbered.subject_id || ':' || numbered.step, numbered.n), '{}')
    from (select subject_id, step, max(n) as n from call where sale_id = s.id group by subject_id, step) numbered) as numbers,
  (select coalesce(jsonb_agg(${LEASE} order by l.since, l.reader_id), '[]')
    from reader_lease l join tender t on t.id = l.tender_id where t.sale_id = s.id) as leases,
  (select coalesce(jsonb_agg(jsonb_build_object('tenderId', t.id, 'lookDue', t.look_due, 'nextLookAt', t.next_look_at,
      'looks', t.looks, 'knocks', t.knocks) order by t.created_at, t.id), '[]')
    from tender t where t.sale_id = s.id and t.kind = 'card') as looks`

/** The names of the readers that the sale's card payments are or were at, by id. */
export const READER_LABELS = `(
  select coalesce(jsonb_object_agg(reader.id, reader.label), '{}') from reader
  where reader.id in (select t.reader_id from tender t where t.sale_id = s.id))`
