import type { Document, Schema } from './api-schema.ts'

/**
 * What the declarations of the official package cannot say, and the reference does: which texts an empty value takes
 * away, and how long texts and lists may be.
 */
export function withLimits(document: Document): Document {
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    if (!name.startsWith('params.')) continue
    const rules = all.filter(rule => rule.schema.test(name))
    for (const { field, change } of rules) {
      const given = schema.properties?.[field]
      if (given && schema.properties) schema.properties[field] = change(given)
    }
  }
  return document
}

type Rule = { schema: RegExp; field: string; change: (given: Schema) => Schema }

const canBeEmpty = (given: Schema): Schema => ({ anyOf: [given, { type: 'string', enum: [''] }] })

const unset = (schema: RegExp, ...fields: string[]): Rule[] =>
  fields.map(field => ({ schema, field, change: canBeEmpty }))

const longest = (schema: RegExp, field: string, maxLength: number): Rule => ({
  schema,
  field,
  change: given => ({ ...given, maxLength }),
})

const most = (schema: RegExp, field: string, maxItems: number): Rule => ({
  schema,
  field,
  change: given => ({ ...given, maxItems }),
})

const inputs = /Terminal\.ReaderCollectInputsParams/

const all: Rule[] = [
  ...unset(
    /Terminal\.LocationUpdateParams$/,
    'configuration_overrides',
    'display_name',
    'display_name_kana',
    'display_name_kanji',
    'phone',
  ),
  ...unset(/Terminal\.ReaderUpdateParams$/, 'label'),
  ...unset(/Terminal\.Configuration(Create|Update)Params\./, 'splashscreen', 'admin_menu_passcode'),
  ...unset(/PaymentIntent(Update|Confirm)Params$/, 'receipt_email'),
  ...unset(/PaymentDetails$/, 'customer_reference', 'order_reference'),
  ...unset(/WebhookEndpoint(Create|Update)Params$/, 'description'),
  ...unset(/PaymentMethod(Create|Update)Params\.BillingDetails$/, 'email', 'name', 'phone'),
  ...unset(/Customer(Create|Update)Params$/, 'business_name', 'individual_name'),
  longest(/Terminal\.LocationCreateParams$/, 'display_name', 1000),
  longest(/PaymentIntent\w+Params$/, 'description', 1000),
  most(inputs, 'inputs', 5),
  most(inputs, 'choices', 4),
  most(inputs, 'toggles', 4),
  longest(/CollectInputsParams\.Input\.CustomText$/, 'title', 40),
  longest(/CollectInputsParams\.Input\.CustomText$/, 'description', 500),
  longest(/CollectInputsParams\.Input\.CustomText$/, 'submit_button', 30),
  longest(/CollectInputsParams\.Input\.CustomText$/, 'skip_button', 14),
  longest(/CollectInputsParams\.Input\.Selection\.Choice$/, 'id', 50),
  longest(/CollectInputsParams\.Input\.Selection\.Choice$/, 'text', 30),
  longest(/CollectInputsParams\.Input\.Toggle$/, 'title', 50),
  longest(/CollectInputsParams\.Input\.Toggle$/, 'description', 50),
]
