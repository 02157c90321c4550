/**
 * Replaces the browser's language if it is not valid: in the locale C.UTF-8 that of WebKitGTK is "C", and uPlot, which reads
 * it while it is loaded, would throw. So this module is loaded first.
 */

try {
  new Intl.Locale(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' });
}
