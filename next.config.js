/** Sent with every answer, files and API included. The content security policy needs a nonce: proxy.ts. */
const securityHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  {
    key: 'permissions-policy',
    value: 'camera=(self), geolocation=(), microphone=(), payment=(), usb=(self)',
  },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  serverExternalPackages: ['pg', '@node-rs/argon2', 'pino'],
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // Next writes a route's own type as a list, which its compression does not recognise: 50 000 goods would go out as they are.
    { source: '/api/catalogue', headers: [{ key: 'content-type', value: 'application/json' }] },
  ],
}

export default config
