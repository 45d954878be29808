import type { Account } from '../account.ts'
import { badParameter } from '../refusal.ts'
import type { Upload } from '../route.ts'
import type { StoredFile } from './objects.ts'

const mebibyte = 1024 * 1024

/** Keeps a file and its content. `expires` in seconds. */
export function storeFile(
  account: Account,
  upload: Upload,
  purpose: string,
  expires: number | null,
): StoredFile {
  const id = account.ids.make('file')
  account.tables.fileContents.put({ id, base64: upload.bytes.toString('base64') })
  return account.tables.files.put({
    id,
    object: 'file',
    created: account.clock.seconds(),
    expires_at: expires,
    filename: upload.filename,
    links: { object: 'list', data: [], has_more: false, url: `/v1/file_links?file=${id}` },
    purpose,
    size: upload.bytes.length,
    title: null,
    type: upload.filename.split('.').at(-1)?.toLowerCase() ?? null,
    url: `https://files.stripe.com/v1/files/${id}/contents`,
  })
}

/** Throws when a splash picture or a certificate could not be one. */
export function checkUpload(upload: Upload | undefined, purpose: string): Upload {
  if (!upload) throw badParameter('Missing required param: file.', 'parameter_missing', 'file')
  const kind = upload.filename.split('.').at(-1)?.toLowerCase() ?? ''
  if (purpose === 'terminal_reader_splashscreen') checkSplash(kind, upload.bytes.length)
  const wanted = LABELS[purpose]
  if (wanted && !wanted.test(upload.bytes.toString('latin1')))
    throw badParameter('The file must be in PEM format.', undefined, 'file')
  return upload
}

/** What a PEM file has to hold for each purpose. */
const LABELS: Readonly<Record<string, RegExp>> = {
  terminal_wifi_certificate: /^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/m,
  terminal_wifi_private_key:
    /^-----BEGIN (RSA |ENCRYPTED )?PRIVATE KEY-----[\s\S]+^-----END \1PRIVATE KEY-----/m,
}

function checkSplash(kind: string, size: number): void {
  if (!['jpg', 'jpeg', 'png', 'gif'].includes(kind)) {
    throw badParameter('A splash screen must be a JPG, PNG or GIF file.', undefined, 'file')
  }
  const most = kind === 'gif' ? 4 * mebibyte : 2 * mebibyte
  if (size > most) throw badParameter(`The file is larger than ${most / mebibyte} MB.`, undefined, 'file')
}
