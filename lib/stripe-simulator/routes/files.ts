import type Stripe from 'stripe'
import { parametersOf } from '../api-schema.ts'
import { listOf } from '../list.ts'
import { checkUpload, storeFile } from '../model/files.ts'
import { type Call, route } from '../route.ts'

const files = '/v1/files'
const file = { target: ['files', 'file upload'] as ['files', string] }

export const fileRoutes = [
  route<Pick<Stripe.FileCreateParams, 'purpose'>>('POST', files, create, {
    schema: parametersOf('POST', files) ?? {},
  }),
  route<Stripe.FileListParams>('GET', files, list),
  route('GET', `${files}/{id}`, ({ account, id }) => account.tables.files.get(id), file),
]

function create({ account, params, upload }: Call<Pick<Stripe.FileCreateParams, 'purpose'>>) {
  return storeFile(account, checkUpload(upload, params.purpose), params.purpose, null)
}

function list({ account, params }: Call<Stripe.FileListParams>) {
  return listOf(
    account.tables.files,
    files,
    params,
    each => params.purpose === undefined || each.purpose === params.purpose,
  )
}
