/** The user's name, kept for the tab. The password is kept by Access. */

const USER_KEY = 'sensorcast.user';

export function kept(): string {
  try {
    return sessionStorage.getItem(USER_KEY) ?? '';
  } catch {
    return '';
  }
}

export function keep(user: string): void {
  try {
    sessionStorage.setItem(USER_KEY, user);
  } catch {
    // Then it is kept until the page is closed.
  }
}
