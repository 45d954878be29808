import { type Budget, nothing } from './budget.ts'
import {
  blindToTheLiveCard,
  canceledSaid,
  clearsAnything,
  everythingIsNews,
  intentIn,
  isCancel,
  leaseRunsOut,
  moneyFirst,
  neverLookDue,
  notAnswered,
  readerIsMoney,
  saving,
  sending,
} from './crooked-doors.ts'
import type { Explored } from './explored.ts'

/** A defect, planted between the real operations and their ports, the world in which it must show, and the rule it breaks there. */
export type Defect = { readonly what: string; readonly rule: string; readonly explored: Explored }

function defect(rule: string, what: string, budget: Partial<Budget>, planted: Partial<Explored>): Defect {
  const explored: Explored = {
    name: what,
    tills: [1],
    readers: 1,
    servers: 2,
    without: new Set(),
    exactTimes: false,
    keepKeys: true,
    ...planted,
    budget: { ...nothing, switches: 0, ...budget },
  }
  return { what, rule, explored }
}

export const DEFECTS: readonly Defect[] = [
  defect(
    'I1',
    'no unique index one_live_card_tender_per_sale, and a till that does not see the running payment',
    { charge: 2, tap: 2 },
    {
      readers: 2,
      freshTenders: true,
      without: new Set(['one_live_card_tender_per_sale', 'checks']),
      noClosing: true,
      wrap: blindToTheLiveCard,
    },
  ),
  defect(
    'I1',
    'cash is taken while a card payment is open, without nobody_pays_twice',
    { charge: 1, tap: 1, cash: 1 },
    {
      without: new Set(['nobody_pays_twice', 'checks']),
      noClosing: true,
      wrap: blindToTheLiveCard,
    },
  ),
  defect(
    'I4',
    'the process key is used again after an answered failure',
    { charge: 2, tap: 2 },
    {
      keyOf: key => key.replace(/:process:\d+$/, ':process:1'),
    },
  ),
  defect(
    'I6',
    'a new key after a lost reply (create), and nobody sweeps',
    { charge: 1, lost: 1 },
    {
      keyOf: (key, stripe) => (key.includes(':create:') ? `${key}+${stripe.intents.length}` : key),
      noSweep: true,
    },
  ),
  defect(
    'I1',
    'a new key after a lost reply (refund)',
    { charge: 1, tap: 1, refund: 1, lost: 1 },
    {
      keyOf: (key, stripe) =>
        key.includes(':refund:') ? `${key}+${stripe.intents.flatMap(one => one.refunds).length}` : key,
    },
  ),
  defect(
    'I2',
    'the reader is believed without reading the intent (manual capture)',
    { charge: 1, tap: 1 },
    { manual: true, wrap: readerIsMoney },
  ),
  defect(
    'I2',
    'no dedupe of events: by id and by state',
    { charge: 1, tap: 1, edit: 1, unseen: 1, double: 1 },
    {
      without: new Set(['one_event_once']),
      wrap: everythingIsNews,
    },
  ),
  defect(
    'I5',
    'paid is announced before the commit',
    { charge: 1, tap: 1, kill: 1 },
    {
      wrap: doors => ({
        ...doors,
        async save(save) {
          if (save.sale.status === 'paid') await doors.announce(save.sale.id)
          return doors.save(save)
        },
      }),
    },
  ),
  defect(
    'I5',
    'cash is acknowledged before the commit',
    { cash: 1, kill: 1 },
    {
      wrap: doors => ({
        ...doors,
        async save(save) {
          void doors.save(save)
          return { ok: true, version: (save.expected === 'new' ? 0 : save.expected) + 1, number: 1 }
        },
      }),
    },
  ),
  defect(
    'I8',
    'time frees a lease while its call is unsettled',
    { charge: 2, tap: 1, lost: 1, switches: 1 },
    {
      tills: [1, 1],
      without: new Set(['one_holder_per_reader', 'one_open_call_per_reader']),
      wrap: leaseRunsOut,
    },
  ),
  defect(
    'I9',
    'a lease in doubt is let go like any other',
    { charge: 2, tap: 1, timeout: 1, lateShown: 1 },
    {
      tills: [1, 1],
      wrap: saving(({ doubtLease: _, ...save }) => save),
    },
  ),
  defect(
    'I9',
    'reader_timeout is taken for "not sent"',
    { charge: 2, tap: 1, timeout: 1, lateShown: 1 },
    {
      tills: [1, 1],
      wrap: sending(ending =>
        ending.outcome === 'unknown' && ending.problem.code === 'terminal_reader_timeout'
          ? { ms: 1, outcome: 'refused', problem: { ...ending.problem, code: 'terminal_reader_offline' } }
          : ending,
      ),
    },
  ),
  defect(
    'I9',
    'the money is read first and the device second',
    { charge: 1, tap: 1, switches: 2 },
    { wrap: moneyFirst },
  ),
  defect('I5', 'no version on saves', { charge: 2, tap: 2, switches: 1 }, { without: new Set(['version']) }),
  defect(
    'I6',
    '429 is taken for an answer (create)',
    { charge: 1, lost: 1, busy: 1 },
    {
      noSweep: true,
      wrap: sending(ending =>
        ending.outcome === 'unknown' && ending.problem.code === 'rate_limit'
          ? { ms: 1, outcome: 'refused', problem: ending.problem }
          : ending,
      ),
    },
  ),
  defect(
    'I3',
    'a lock is taken for an answered cancel',
    { charge: 1, tap: 1, unseen: 1, cancel: 1 },
    {
      wrap: sending((ending, path) =>
        isCancel(path) && notAnswered(ending) ? canceledSaid(intentIn(path)) : ending,
      ),
    },
  ),
  defect(
    'I3',
    'a refused cancel is taken for canceled',
    { charge: 1, tap: 1, unseen: 1, cancel: 1, switches: 1 },
    {
      wrap: sending((ending, path) =>
        isCancel(path) && ending.outcome === 'refused' ? canceledSaid(intentIn(path)) : ending,
      ),
    },
  ),
  defect(
    'I6',
    'cancel clears the reader and leaves the intent alive',
    { charge: 1, tap: 1, cancel: 1 },
    {
      wrap: doors => ({
        ...doors,
        send: async (request, key) =>
          isCancel(request.path) ? canceledSaid(intentIn(request.path)) : doors.send(request, key),
      }),
    },
  ),
  defect(
    'I4',
    'look due is ignored',
    { charge: 1, tap: 1, cancel: 1, unseen: 1, kill: 1 },
    {
      wrap: neverLookDue,
    },
  ),
  defect(
    'I8',
    'a reader is cleared long after, without its lease and without comparing',
    { charge: 2, cancel: 1, kill: 1 },
    { tills: [1, 1], wrap: clearsAnything },
  ),
  defect(
    'I3',
    'create is sent before its row is committed',
    { charge: 1, kill: 1, cancel: 1 },
    {
      noSweep: true,
      wrap: doors => ({
        ...doors,
        async save(save) {
          if (save.write?.step === 'create') await doors.send(save.write, save.write.key)
          return doors.save(save)
        },
      }),
    },
  ),
]
