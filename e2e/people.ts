import type { APIRequestContext, APIResponse, Browser, BrowserContext } from 'playwright/test'
import type { FirstPinAnswer } from '#lib/contracts/people.ts'
import type { RegisterCodeAnswer, RegistersAnswer } from '#lib/contracts/registers.ts'
import type { Role } from '#lib/domain/permissions.ts'

/** A manager's browser that asks, and where the till is. */
type By = { readonly request: APIRequestContext; readonly url: string }

async function asked<T>(answer: APIResponse): Promise<T> {
  if (!answer.ok()) throw new Error(`${answer.url()}: ${answer.status()} ${await answer.text()}`)
  // True because the answers are the till's own.
  return (await answer.json()) as T
}

const post = async <T>({ request, url }: By, path: string, data: object): Promise<T> =>
  asked(await request.post(`${url}${path}`, { headers: { origin: url }, data }))

/** A code that makes one browser a register: the first one, or that of this name. */
export async function registerCode(request: APIRequestContext, url: string, name?: string): Promise<string> {
  const { registers } = await asked<RegistersAnswer>(await request.get(`${url}/api/registers`))
  const register = name === undefined ? registers[0] : registers.find(one => one.name === name)
  const path = `/api/registers/${register?.id}/code`
  return (await post<RegisterCodeAnswer>({ request, url }, path, {})).code
}

/** This browser is the register from now on. Nobody is signed in by it. */
export const bindBrowser = (request: APIRequestContext, code: string, url: string): Promise<unknown> =>
  post({ request, url }, '/api/registers/bind', { code })

export type Somebody = {
  readonly id: string
  readonly name: string
  readonly pin: string
  readonly context: BrowserContext
}

/** Somebody new with a PIN of their own, signed in in a browser of their own at the first register. Close its context. */
export async function somebody(
  browser: Browser,
  by: By,
  person: { readonly name: string; readonly role: Role; readonly pin?: string },
): Promise<Somebody> {
  const { name, role, pin = '1357' } = person
  const first = await post<FirstPinAnswer>(by, '/api/people', { name, role })
  const context = await browser.newContext()
  const own = { request: context.request, url: by.url }
  await bindBrowser(own.request, await registerCode(by.request, by.url), by.url)
  await post(own, '/api/sign-in', { staffId: first.id, pin: first.pin, newPin: pin })
  return { id: first.id, name, pin, context }
}
