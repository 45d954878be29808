import { z } from 'zod/mini'
import { type LocationTyped, locationProblems } from '#lib/domain/location.ts'
import { LARGEST_PEM_BYTES } from '#lib/domain/pem.ts'
import type { ReaderSettings, SecretPart, SplashDevice } from '#lib/domain/reader-settings.ts'
import { wifiProblems } from '#lib/domain/wifi.ts'

/** One location of the list. */
export type LocationRow = {
  readonly id: string
  readonly name: string
  readonly country: string
  /** One line. */
  readonly address: string
  readonly readers: number
  readonly readersOnline: number
  /** Names of the registers that sell there. */
  readonly registers: readonly string[]
  /** Some of its readers' settings are its own. */
  readonly hasOwnSettings: boolean
  /** Where the shop itself is. */
  readonly isShops: boolean
}

/** GET /api/locations. `away`: Stripe, who alone keeps them, did not answer. */
export type LocationsAnswer =
  | { readonly state: 'there'; readonly locations: readonly LocationRow[] }
  | { readonly state: 'away' }

/** A location, and who stands there. */
export type Location = {
  readonly id: string
  readonly typed: LocationTyped
  /** Where the shop itself is. */
  readonly isShops: boolean
  readonly readers: readonly { readonly id: string; readonly label: string; readonly online: boolean }[]
  /** Names of the registers that sell there. */
  readonly registers: readonly string[]
}

/** GET /api/locations/[id]: the location, and what its readers are set to. `account` is the id of what holds everywhere. */
export type LocationAnswer =
  | {
      readonly state: 'there'
      /** Missing for `account`. */
      readonly location?: Location | undefined
      /** What is set here, and what holds where nothing is. */
      readonly own: ReaderSettings
      readonly inherited: ReaderSettings
      /** Of the parts that are not told whole: which change of it here was the last, null for none. */
      readonly versions: Readonly<Record<SecretPart, number | null>>
      /** Those of the files named above that were sent from here and can be seen. */
      readonly pictures: readonly string[]
      /** Models that stand there and show a picture. */
      readonly models: readonly SplashDevice[]
    }
  | { readonly state: 'away' }

/** Made anew for every press but one whose answer got lost: the same again is done once. */
const press = z.string().check(z.uuid())

const line = z.string().check(z.maxLength(200))
const name = z.string().check(z.maxLength(100))

const fields = z.object({
  country: z.string().check(z.length(2)),
  name,
  phone: z.string().check(z.maxLength(40)),
  line1: line,
  line2: line,
  city: line,
  state: line,
  postal_code: z.string().check(z.maxLength(20)),
  nameKanji: name,
  nameKana: name,
  kanji_postal_code: line,
  kanji_state: line,
  kanji_city: line,
  kanji_town: line,
  kanji_line1: line,
  kanji_line2: line,
  kana_postal_code: line,
  kana_state: line,
  kana_city: line,
  kana_town: line,
  kana_line1: line,
  kana_line2: line,
})

/** A location as typed, held against its country's rules. */
export const LocationForm = fields.check(({ value, issues }) => {
  for (const { field, problem } of locationProblems(value))
    issues.push({ code: 'custom', path: [field], message: problem, input: value[field] })
})

/** POST /api/locations. The rules are the operation's to check again. */
export const CreateLocation = z.object({ press, typed: fields })

/** A Stripe id, or `account`. */
const place = z.string().check(z.regex(/^(tml_[A-Za-z0-9_]{1,200}|account)$/))
const oneLocation = z.string().check(z.regex(/^tml_[A-Za-z0-9_]{1,200}$/))

/** GET /api/pictures/[fileId]: a picture that was sent from here. */
export const OnePicture = z.object({ fileId: z.string().check(z.regex(/^file_[A-Za-z0-9_]{1,200}$/)) })

export const OneLocation = z.object({ locationId: oneLocation })
export const OnePlace = z.object({ locationId: place })

/** POST /api/locations/[id]. `seen`: what the form began with. */
export const UpdateLocation = z.object({ locationId: oneLocation, press, typed: fields, seen: fields })

const threeOf = z.array(z.int()).check(z.length(3))
const offer = z.object({
  percentages: z.optional(threeOf),
  amounts: z.optional(threeOf),
  thresholdMinor: z.optional(z.int()),
})

const splashDevice = z.enum(['stripe_s700', 'stripe_s710', 'bbpos_wisepos_e', 'verifone_p400'])

const hour = z.int().check(z.minimum(0), z.maximum(23))

/** A file as text; an empty one was not chosen. */
const pem = z.string().check(z.maxLength(LARGEST_PEM_BYTES))

const change = z.discriminatedUnion('part', [
  z.object({
    part: z.literal('tipping'),
    value: z.nullable(
      z.object({
        kind: z.enum(['percentages', 'amounts', 'smart']),
        currencies: z.record(z.string().check(z.length(3)), offer),
      }),
    ),
  }),
  z.object({
    part: z.literal('splash'),
    device: splashDevice,
    value: z.null(),
  }),
  z.object({
    part: z.literal('rebootWindow'),
    value: z.nullable(z.object({ startHour: hour, endHour: hour })),
  }),
  z.object({ part: z.literal('passcode'), value: z.nullable(z.string().check(z.maxLength(20))) }),
  z.object({
    part: z.literal('wifi'),
    value: z.nullable(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('personal_psk'), ssid: line, password: line }),
        z.object({
          kind: z.literal('enterprise_eap_peap'),
          ssid: line,
          username: line,
          password: line,
          caCertificate: pem,
        }),
        z.object({
          kind: z.literal('enterprise_eap_tls'),
          ssid: line,
          clientCertificate: pem,
          privateKey: pem,
          keyPassword: line,
          caCertificate: pem,
        }),
      ]),
    ),
  }),
  z.object({ part: z.literal('offline'), value: z.nullable(z.boolean()) }),
  z.object({ part: z.literal('cellular'), value: z.nullable(z.boolean()) }),
])

/** More levels than any part of a configuration has. */
const DEEPEST_PART = 8

/** Whoever compares goes down into it, and must come up again. */
const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every(part => isShallow(part, levels - 1)))

/**
 * POST /api/locations/[id]/settings: one part at a time; null lets what is above hold again. A picture goes its own way. `seen` is the
 * part as GET told it of this place itself, null for nothing; `version` the one it told of this part, where it did. Both are only compared.
 */
export const ChangeReaderSettings = z.object({
  locationId: place,
  press,
  change,
  seen: z.unknown().check(z.refine(seen => isShallow(seen, DEEPEST_PART))),
  version: z.optional(z.nullable(z.int())),
})

/** POST /api/locations/[id]/splash?device=…&press=…&seen=…, with the picture as the body. `seen`: the file that is set there, if one is. */
export const SetSplash = z.object({
  locationId: place,
  press,
  device: splashDevice,
  seen: z.optional(z.string().check(z.maxLength(200))),
})

export type ChangeReaderSettings = z.infer<typeof ChangeReaderSettings>

/**
 * What the forms of the parts hold, beside what is sent. `seen` is what was set when they were begun: nobody types it, and it says when
 * somebody else was faster.
 */
const seen = z.unknown()

export const RebootForm = z
  .object({ start: z.string(), end: z.string(), seen })
  .check(({ value, issues }) => {
    if (value.start === value.end)
      issues.push({ code: 'custom', path: ['end'], message: 'It must be another hour.', input: value.end })
  })

export const PasscodeForm = z.object({ passcode: z.string().check(z.regex(/^\d{5}$/)), seen })

/** What was chosen from a folder: what it is called there, and what is in it. */
const chosen = z.object({ name: z.string(), text: z.string() })

export const WifiForm = z
  .object({
    kind: z.string(),
    ssid: z.string(),
    username: z.string(),
    password: z.string(),
    clientCertificate: chosen,
    privateKey: chosen,
    keyPassword: z.string(),
    caCertificate: chosen,
    seen,
  })
  .check(({ value, issues }) => {
    const { clientCertificate, privateKey, caCertificate, ...typed } = value
    const files = {
      clientCertificate: clientCertificate.text,
      privateKey: privateKey.text,
      caCertificate: caCertificate.text,
    }
    for (const { field, problem } of wifiProblems({ ...typed, ...files }))
      issues.push({ code: 'custom', path: [field], message: problem, input: field })
  })
