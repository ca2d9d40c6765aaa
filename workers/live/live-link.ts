import { io, type Socket } from 'socket.io-client';
import type { LinkState } from '#lib/model/live.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import {
	LIVE_NAMESPACE,
	PROTOCOL_VERSION,
	isRefusal,
	type ClientToServerEvents,
	type Control,
	type EntityReply,
	type HelloReply,
	type HelloRequest,
	type Refusal,
	type ServerToClientEvents,
	type SubscribeReply,
	type SubscribeRequest,
	type ViewReply,
	type ViewRequest
} from '#lib/model/wire/events.ts';
import type { Link } from './link.ts';
import { ROUND, clockSample, type ClockSample } from './server-clock.ts';

export interface LiveLinkOptions {
	/** Origin of the server. */
	readonly url: string;
	readonly token: string | undefined;
	readonly now: () => EpochMs;
	/** What to go on with, when there was a link before. */
	readonly resume: () => HelloRequest['resume'];
	readonly onWelcome: (reply: HelloReply) => void;
	readonly onMessage: (bytes: ArrayBuffer | Uint8Array) => void;
	readonly onControl: (control: Control) => void;
	readonly onState: (state: LinkState) => void;
	/** The server has something to say every second: a layer is subscribed. */
	readonly expects: () => boolean;
}

const ANSWER_WITHIN: Milliseconds = 5000;
/** Acknowledgements are gathered for this long. */
const ACKNOWLEDGE_AFTER: Milliseconds = 50;
/** The server says something every second: silence for so long is a lost link, whatever the socket believes… */
const SILENCE: Milliseconds = 3000;
/** …and after this it is made anew. */
const GIVE_UP: Milliseconds = 10_000;
const LISTEN_EVERY: Milliseconds = 500;
/** Pauses between attempts; all displays of a server must not come back at the same instant. */
const RECONNECT = { least: 500, most: 5000, spread: 0.5 } as const;

/** The socket to the server: says hello, comes back after any outage, asks and acknowledges. */
export class LiveLink implements Link {
	readonly #options: LiveLinkOptions;
	readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
	readonly #acknowledged = new Map<number, number>();
	#acknowledgeTimer: ReturnType<typeof setTimeout> | undefined;
	#connectTimer: ReturnType<typeof setTimeout> | undefined;
	readonly #listenTimer: ReturnType<typeof setInterval>;
	#heardAt = 0;
	#listenedAt = performance.now();
	#silent = false;
	#welcome = false;
	#closed = false;

	constructor(options: LiveLinkOptions) {
		this.#options = options;
		this.#socket = io(new URL(LIVE_NAMESPACE, options.url).href, {
			transports: ['websocket'],
			forceNew: true,
			reconnectionDelay: RECONNECT.least,
			reconnectionDelayMax: RECONNECT.most,
			randomizationFactor: RECONNECT.spread
		});
		this.#socket.on('connect', () => void this.#greet());
		this.#socket.on('disconnect', (reason) => {
			this.#welcome = false;
			options.onState('offline');
			// Sent away: socket.io would not come back by itself.
			if (reason === 'io server disconnect') this.#connectIn(RECONNECT.least * (1 + 3 * Math.random()));
		});
		this.#socket.on('connect_error', () => options.onState('offline'));
		this.#socket.on('f', (bytes) => {
			this.#heard();
			options.onMessage(bytes);
		});
		this.#socket.on('ctl', (control) => {
			this.#heard();
			options.onControl(control);
		});
		this.#listenTimer = setInterval(() => this.#listen(), LISTEN_EVERY);
	}

	get online(): boolean {
		return this.#welcome && this.#socket.connected;
	}

	subscribe(request: SubscribeRequest): Promise<SubscribeReply | Refusal | undefined> {
		return this.#answer(this.#timed.emitWithAck('sub', request));
	}

	view(request: ViewRequest): Promise<ViewReply | Refusal | undefined> {
		return this.#answer(this.#timed.emitWithAck('view', request));
	}

	unsubscribe(sid: number): void {
		this.#acknowledged.delete(sid);
		if (this.online) this.#socket.emit('unsub', { sid }, () => undefined);
	}

	async facts(layer: string, idx: number): Promise<EntityReply | undefined> {
		const answer = this.online
			? await this.#answer(this.#timed.emitWithAck('entity', { layer, idx }))
			: undefined;
		return answer && !isRefusal(answer) ? answer : undefined;
	}

	acknowledge(sid: number, seq: number): void {
		this.#acknowledged.set(sid, seq);
		this.#acknowledgeTimer ??= setTimeout(() => {
			this.#acknowledgeTimer = undefined;
			const a = [...this.#acknowledged];
			this.#acknowledged.clear();
			if (a.length > 0 && this.online) this.#socket.emit('k', { a });
		}, ACKNOWLEDGE_AFTER);
	}

	async clockSamples(): Promise<readonly ClockSample[]> {
		const samples: ClockSample[] = [];
		for (let i = 0; i < ROUND && this.online; i++) {
			const answer = await this.#answer(this.#timed.emitWithAck('time', { c0: this.#options.now() }));
			if (answer && !isRefusal(answer))
				samples.push(clockSample(answer.c0, answer.s1, answer.s2, this.#options.now()));
		}
		return samples;
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#acknowledgeTimer);
		clearTimeout(this.#connectTimer);
		clearInterval(this.#listenTimer);
		this.#socket.disconnect();
	}

	get #timed() {
		return this.#socket.timeout(ANSWER_WITHIN);
	}

	/** undefined when nobody answers in time: the link is lost, or soon is. */
	#answer<R>(asked: Promise<R>): Promise<R | undefined> {
		return asked.catch(() => undefined);
	}

	async #greet(): Promise<void> {
		const { token, resume } = this.#options;
		const going = resume();
		const answer = await this.#answer(
			this.#timed.emitWithAck('hello', {
				v: [PROTOCOL_VERSION],
				client: 'cityloop-live-worker',
				...(token !== undefined && { token }),
				...(going && { resume: going })
			})
		);
		if (this.#closed) return;
		if (!answer || isRefusal(answer)) {
			// Nobody answers, or another version: stay offline, and let the link be made again.
			if (this.#socket.connected) this.#socket.disconnect();
			this.#connectIn(ANSWER_WITHIN);
			return;
		}
		this.#welcome = true;
		this.#acknowledged.clear();
		this.#silent = false;
		this.#heardAt = performance.now();
		this.#options.onWelcome(answer);
		this.#options.onState('online');
	}

	#heard(): void {
		this.#heardAt = performance.now();
		if (!this.#silent) return;
		this.#silent = false;
		if (this.online) this.#options.onState('online');
	}

	/** A cable that was pulled says nothing: the silence does. */
	#listen(): void {
		// Time in which we were busy or asleep ourselves is no silence of theirs.
		const late = performance.now() - this.#listenedAt - LISTEN_EVERY;
		if (late > LISTEN_EVERY) this.#heardAt += late;
		this.#listenedAt = performance.now();
		if (!this.online || !this.#options.expects()) {
			this.#heardAt = performance.now();
			return;
		}
		const silence = performance.now() - this.#heardAt;
		if (silence > SILENCE && !this.#silent) {
			this.#silent = true;
			this.#options.onState('offline');
		}
		if (silence <= GIVE_UP) return;
		this.#socket.disconnect();
		this.#connectIn(RECONNECT.least);
	}

	#connectIn(pause: Milliseconds): void {
		clearTimeout(this.#connectTimer);
		this.#connectTimer = setTimeout(() => {
			if (!this.#closed) this.#socket.connect();
		}, pause);
	}
}
