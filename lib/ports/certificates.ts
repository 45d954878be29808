import type { WifiProblem } from '#lib/domain/wifi.ts'

/** The files a reader shows a network, as text; an empty one was not given. */
export type CertificateFiles = {
  readonly clientCertificate: string
  readonly privateKey: string
  readonly keyPassword: string
  readonly caCertificate: string
}

/** Reads certificates and keys. */
export type Certificates = {
  /** What a network would turn away, by the field of the form: a key of another certificate, a wrong password, a date that is over. */
  problems(files: CertificateFiles, nowMs: number): readonly WifiProblem[]
}
