import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isLocked, NOT_RSA } from '#lib/domain/pem.ts'
import type { WifiProblem } from '#lib/domain/wifi.ts'
import type { CertificateFiles, Certificates } from '#lib/ports/certificates.ts'

/** Read by Node itself. Nothing is kept, and no word of a key is in what is said. */
export const certificates: Certificates = {
  problems(files, nowMs) {
    const { clientCertificate, caCertificate } = files
    const client = clientCertificate === '' ? undefined : certificateIn(clientCertificate, nowMs)
    const ca = caCertificate === '' ? undefined : certificateIn(caCertificate, nowMs)
    return [
      ...(client?.problem === undefined
        ? []
        : [{ field: 'clientCertificate' as const, problem: client.problem }]),
      ...keyProblems(files, client?.certificate),
      ...(ca?.problem === undefined ? [] : [{ field: 'caCertificate' as const, problem: ca.problem }]),
    ]
  },
}

type Read = { readonly certificate?: X509Certificate; readonly problem?: string }

/** Of several the first, which is the owner's. */
function certificateIn(pem: string, nowMs: number): Read {
  try {
    const certificate = new X509Certificate(pem)
    const until = Date.parse(certificate.validTo)
    return until < nowMs
      ? { certificate, problem: `It ran out on ${new Date(until).toISOString().slice(0, 10)}.` }
      : { certificate }
  } catch {
    return { problem: 'This certificate cannot be read.' }
  }
}

function keyProblems(
  { privateKey, keyPassword }: CertificateFiles,
  certificate: X509Certificate | undefined,
): readonly WifiProblem[] {
  if (privateKey === '') return []
  const key = keyIn(privateKey, keyPassword)
  if ('problem' in key)
    return [{ field: isLocked(privateKey) ? 'keyPassword' : 'privateKey', problem: key.problem }]
  if (key.asymmetricKeyType !== 'rsa') return [{ field: 'privateKey', problem: NOT_RSA }]
  return certificate === undefined || certificate.checkPrivateKey(key)
    ? []
    : [{ field: 'privateKey', problem: 'It is not the key of this certificate.' }]
}

function keyIn(pem: string, passphrase: string): KeyObject | { readonly problem: string } {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === '' ? {} : { passphrase }) })
  } catch (error) {
    if (!isLocked(pem)) return { problem: 'This key cannot be read.' }
    const isOddLock = error instanceof Error && 'code' in error && error.code === 'ERR_OSSL_UNSUPPORTED'
    return { problem: isOddLock ? ODD_LOCK : 'This password does not open the key.' }
  }
}

/** Of its own making or too old; one wrong password of some hundred looks the same. */
const ODD_LOCK =
  'This password does not open the key, or it is locked in a way that is out of use: lock it with AES.'
