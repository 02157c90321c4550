/** Calls listeners of events. */
export class Emitter<Events> {
  private readonly listeners: { [Event in keyof Events]?: Set<(value: Events[Event]) => void> } = {};

  /** @returns A function that removes the listener. */
  on<Event extends keyof Events>(event: Event, listener: (value: Events[Event]) => void): () => void {
    // A new function each time: the same listener may be added twice.
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
        // A listener's error affects neither the others nor the connection, and is still reported.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
