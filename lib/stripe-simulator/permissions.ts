import type { Account } from './account.ts'
import { Refusal } from './refusal.ts'

/**
 * Throws 403 when a restricted key may not do this. A key whose permissions were never set (`POST /_simulator/keys`)
 * may do everything. Reading needs `read`, everything else `write`.
 */
export function checkPermission(account: Account, key: string, method: string, path: string): void {
  const permissions = account.tables.restrictedKeys.get(key)?.permissions
  if (!permissions) return
  const resource = resourceOf(path)
  const given = permissions[resource]
  if (given === 'write' || (given === 'read' && method === 'GET')) return
  const needed = `rak_${resource.replace(/s$/, '')}_${method === 'GET' ? 'read' : 'write'}`
  const message = `The provided key '${key.slice(0, 8)}*****${key.slice(-4)}' does not have the required permissions for this endpoint on account 'acct_simulator'. Having the '${needed}' permission would allow this request to continue.`
  throw new Refusal(403, { type: 'invalid_request_error', message }, { early: true })
}

/** `/v1/terminal/readers/tmr_x/cancel_action` is about `terminal_readers`; test helpers count as what they help with. */
function resourceOf(path: string): string {
  const [first = '', second = ''] = path.replace('/v1/', '').replace('test_helpers/', '').split('/')
  return first === 'terminal' ? `terminal_${second}` : first
}
