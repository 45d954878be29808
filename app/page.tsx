/** Replaced by the register as soon as it exists. */
export default function Page() {
  return <main>Tapline</main>
}
