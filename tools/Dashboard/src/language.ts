/**
 * Mends the browser's language where it is none: WebKitGTK in the locale C.UTF-8 calls it "C", and uPlot, which asks for
 * the language as soon as it is loaded, would throw. So this is loaded before it.
 */

try {
  new Intl.Locale(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' });
}
