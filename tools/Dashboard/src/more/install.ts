/** The manifest with which a phone can install the page as an app, if its browser allows that. */

import { element } from '../elements';

export function offerInstallation(device: string): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? '';
  const home = new URL('.', location.href).href;
  const manifest = {
    name: device,
    short_name: device,
    id: home,
    start_url: home,
    scope: home,
    display: 'standalone',
    background_color: '#f4f5f7',
    theme_color: '#2563eb',
    icons: [{ src: icon, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  };
  const link = element('link', '');
  link.rel = 'manifest';
  link.href = `data:application/manifest+json,${encodeURIComponent(JSON.stringify(manifest))}`;
  document.head.append(link);
}
