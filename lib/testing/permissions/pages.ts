import { readdirSync, readFileSync } from 'node:fs'

/** Pages that nobody has to be signed in for, and why. */
export const OPEN_PAGES: Readonly<Record<string, string>> = {
  '/help/[code]': 'says what a word on the screen means',
  '/set-up': 'before there is anybody',
  '/sign-in': 'before anybody is known',
}

type Page = { readonly path: string; readonly needs: string | undefined }

const app = new URL('../../../app/', import.meta.url)

/** Each page with the permission it asks for, as its source says. */
export const allPages = (): readonly Page[] =>
  readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter(file => /(^|\/)page\.tsx$/.test(file))
    .sort()
    .map(file => ({
      path: `/${file.replace(/\/?page\.tsx$/, '')}`,
      needs: /atTheTill\('([\w.]+)'\)/.exec(readFileSync(new URL(file, app), 'utf8'))?.[1],
    }))
