/** Calls listeners when something happened. */
export class Emitter<Events> {
  private readonly listeners: { [Event in keyof Events]?: Set<(value: Events[Event]) => void> } = {};

  /** @returns What ends it. */
  on<Event extends keyof Events>(event: Event, listener: (value: Events[Event]) => void): () => void {
    // A function of its own each time: the same listener may be there twice.
    const entry = (value: Events[Event]) => listener(value);
    const entries = (this.listeners[event] ??= new Set());
    entries.add(entry);
    return () => void entries.delete(entry);
  }

  emit<Event extends keyof Events>(event: Event, value: Events[Event]): void {
    for (const listener of this.listeners[event] ?? []) {
      try {
        listener(value);
      } catch (error) {
        // A listener's fault is its own: neither the others nor the connection suffer, and it still shows.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
