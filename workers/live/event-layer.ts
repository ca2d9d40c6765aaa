import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { isRefusal, type Control } from '#lib/model/wire/events.ts';
import { eventsOf } from '#lib/model/wire/event-frame.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import { EventList } from './event-list.ts';
import type { Follower } from './replay.ts';
import type { LayerHost } from './state-layer.ts';

/** Between two looks at what a running replay has come to. */
const LOOK_EVERY: Milliseconds = 250;

/** One layer of events that the page wants. */
export class EventLayer implements Follower {
	readonly id: string;
	readonly sid: number;
	readonly #host: LayerHost;
	readonly #list: EventList;
	#refused = false;

	constructor(id: string, sid: number, host: LayerHost) {
		this.id = id;
		this.sid = sid;
		this.#host = host;
		this.#list = new EventList(host.http, id, (events) => host.emit({ kind: 'events', layer: id, events }));
	}

	/** The server is there, or again: it goes on after the newest event that is here. */
	welcome(): void {
		const { id: layer, sid } = this;
		const { after } = this.#list;
		void this.#host.link.subscribe({ sid, cls: 'event', layer, after }).then((answer) => {
			this.#refused = answer !== undefined && isRefusal(answer);
		});
	}

	/** What the server says of the layer is known, or is another: it may be there now. */
	informed(): void {
		if (!this.#refused || !this.#host.info(this.id)) return;
		this.#refused = false;
		this.welcome();
	}

	receive(frames: readonly Frame[]): void {
		for (const frame of frames) if (frame.kind === 'events') this.#list.take(eventsOf(frame));
		const last = frames.at(-1);
		if (last) this.#host.link.acknowledge(this.sid, last.seq);
	}

	gap({ after, to }: Extract<Control, { readonly t: 'gap' }>): void {
		this.#list.gap(after, to);
	}

	/** Somebody else listens. */
	tellAgain(): void {
		this.#list.tellAgain();
	}

	jump(): void {
		// The next `show` says it all.
	}

	show(at: EpochMs, speed: number): Milliseconds {
		this.#list.showAt(at);
		return speed === 0 ? Infinity : LOOK_EVERY;
	}

	goLive(): void {
		this.#list.showAt(undefined);
	}

	/** Another epoch, or everything known is void. */
	forget(): void {
		this.#list.forget();
	}

	close(): void {
		this.#list.close();
		this.#host.link.unsubscribe(this.sid);
	}
}
