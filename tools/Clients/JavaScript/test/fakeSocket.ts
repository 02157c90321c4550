/** A WebSocket whose other end is the test. */
export class FakeSocket {
  static made: FakeSocket[] = [];

  /** The latest. */
  static get last(): FakeSocket {
    return FakeSocket.made[FakeSocket.made.length - 1]!;
  }

  binaryType = 'blob';
  protocol = '';
  readyState = 0;
  closedWith: unknown[] | undefined;
  readonly sent: unknown[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: { error?: unknown }) => void) | null = null;

  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    FakeSocket.made.push(this);
  }

  send(message: unknown): void {
    this.sent.push(message);
  }

  close(...reason: unknown[]): void {
    this.closedWith = reason;
  }

  /** The server accepts. */
  accept(protocol = ''): void {
    this.readyState = 1;
    this.protocol = protocol;
    this.onopen?.();
  }

  /** The connection ends, by default without a close frame. */
  drop(code = 1006, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  receive(data: unknown): void {
    this.readyState = 1;
    this.onmessage?.({ data });
  }
}
