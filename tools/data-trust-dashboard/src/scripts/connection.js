// The way to the exporter: a stream while it holds, polling while it does not, and how old what you see is.
class Connection {
  static POLL = 15_000;
  static SILENCE = 40_000; // the exporter sends a heartbeat every 15 s
  static LONGEST_WAIT = 30_000;

  /** `hears` is told of readings (`reading`), of a new exporter behind the address (`changed`), of states (`state`). */
  constructor(exporter, hears) {
    this.exporter = exporter;
    this.hears = hears;
    this.state = { link: "connecting", contact: null, retry: null };
    this.reading = null;
    this.failures = 0;
    this.timers = {};
  }

  async start() {
    await this.poll();
    this.listen();
  }

  stop() {
    this.stopped = true;
    for (const timer of Object.values(this.timers)) clearTimeout(timer);
    this.socket?.close();
  }

  // --- the stream

  listen() {
    if (this.stopped) return;
    const resume = this.boot ? `?since=${this.sequence}&boot=${encodeURIComponent(this.boot)}` : "";
    this.socket = new WebSocket(this.exporter.socket(`/api/v1/stream${resume}`));
    this.socket.onmessage = ({ data }) => this.receive(JSON.parse(data));
    this.socket.onclose = () => this.retry();
    this.watch();
  }

  receive(message) {
    this.failures = 0;
    this.watch();
    clearTimeout(this.timers.poll);
    const before = this.boot;
    this.boot = message.boot ?? this.boot;
    this.sequence = message.sequence;
    if (message.type === "snapshot") this.read(Reading.of(message.samples, message.time));
    if (message.type === "delta" && this.reading) this.read(this.reading.with(message.changed, message.removed, message.time));
    this.become("live");
    if (before && before !== this.boot) this.hears.changed();
  }

  watch() {
    clearTimeout(this.timers.silence);
    this.timers.silence = setTimeout(() => this.abandon(), Connection.SILENCE);
  }

  /** Give up a socket that says nothing; its own end could take minutes to be noticed. */
  abandon() {
    this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.retry();
  }

  retry() {
    clearTimeout(this.timers.silence);
    if (this.stopped) return;
    const wait = Math.min(Connection.LONGEST_WAIT, 1000 * 2 ** this.failures++) * (0.75 + Math.random() / 2);
    this.state.retry = Date.now() / 1000 + wait / 1000;
    this.timers.retry = setTimeout(() => this.listen(), wait);
    this.poll();
  }

  // --- polling

  async poll() {
    clearTimeout(this.timers.poll);
    try {
      const samples = await this.exporter.samples();
      this.read(Reading.of(samples, Date.now() / 1000));
      if (this.state.link !== "live" || this.failures) this.become("polling");
    } catch {
      this.become("lost", false);
    }
    if (!this.stopped && this.state.link !== "live") this.timers.poll = setTimeout(() => this.poll(), Connection.POLL);
  }

  // --- what is heard

  read(reading) {
    this.reading = reading;
    this.hears.reading(reading);
  }

  become(link, contact = true) {
    const since = this.state.link === link ? this.state.since : Date.now() / 1000;
    this.state = { ...this.state, link, since, contact: contact ? Date.now() / 1000 : this.state.contact };
    this.hears.state(this.state);
  }
}
