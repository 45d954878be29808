import type { Http } from './api.ts'
import type { Upload } from './route.ts'
import { decodeForm } from './wire.ts'

/** Reads a multipart body: the fields as a form would have them, the file apart. */
export async function readUpload(
  http: Http,
): Promise<{ sent: Record<string, unknown>; upload: Upload | undefined }> {
  const form = await http.req.formData()
  const fields = new URLSearchParams()
  let upload: Upload | undefined
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      fields.append(name, value)
    } else {
      const bytes = Buffer.from(await value.arrayBuffer())
      upload = { filename: value.name, type: value.type, bytes }
      fields.append(name, value.name)
    }
  }
  return { sent: decodeForm(fields.toString()), upload }
}
