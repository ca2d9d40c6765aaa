import { LIVE_CLOCK, eventNow, type ClockState } from '#lib/model/clock.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { TimeView } from '#lib/model/view-spec.ts';
import { caughtUp, nextSpeed, seekTo, stepBy, togglePlay, withSpeed } from './clock-moves.ts';

/**
 * Hears of every change: `act` for one that the user will want to undo (another mode, a jump), `flow` for
 * the rest (dragging, steps, speed).
 */
export interface ClockListener {
	changing(kind: 'act' | 'flow'): void;
	changed(kind: 'act' | 'flow'): void;
}

/** The one clock of a window: live, or a replay that stands or runs. Every layer shows its instant. */
export class Clock {
	#state = $state.raw<ClockState>(LIVE_CLOCK);
	/** Replay keeps its speed while the clock is live. */
	#speed = $state(1);
	#serverNow: () => EpochMs = Date.now;
	readonly #listener: ClockListener;

	/** A replay of a link stands until somebody plays it. */
	constructor(time: TimeView, listener: ClockListener) {
		this.#listener = listener;
		this.restore(time);
	}

	get current(): ClockState {
		return this.#state;
	}
	get replaying(): boolean {
		return this.#state.mode === 'replay';
	}
	get playing(): boolean {
		return this.replaying && this.#state.playing;
	}
	/** Data seconds in a second, as replay runs or would run. */
	get speed(): number {
		return this.#speed;
	}
	/** The instant that shows at this very moment. It does not tell when it changes. */
	shown(): EpochMs {
		return eventNow(this.#state, this.#serverNow());
	}
	/** Where the server's time comes from, once there is a link. */
	runBy(serverNow: () => EpochMs): void {
		this.#serverNow = serverNow;
	}

	goLive(): void {
		if (this.replaying) this.#change(LIVE_CLOCK, 'act');
	}
	/** Shows an instant of the past; `drag`: one of many on the way to where the user lets go. */
	seek(at: EpochMs, drag = false): void {
		this.#replay(seekTo(this.#state, Math.round(at), this.#serverNow()), drag ? 'flow' : 'act');
	}
	step(by: Milliseconds): void {
		this.#replay(stepBy(this.#state, by, this.#serverNow()), 'flow');
	}
	togglePlay(): void {
		this.#replay(togglePlay(this.#state, this.#serverNow()), 'flow');
	}
	setSpeed(speed: number): void {
		this.#speed = speed;
		if (this.replaying) this.#change(withSpeed(this.#state, speed, this.#serverNow()), 'flow');
	}
	faster(direction: 1 | -1): void {
		this.setSpeed(nextSpeed(this.#speed, direction));
	}
	/** Goes live when a replay has reached the present. */
	catchUp(): void {
		const next = caughtUp(this.#state, this.#serverNow());
		if (next !== this.#state) this.#change(next, 'flow');
	}

	/** As links keep it: the instant that shows now. */
	view(): TimeView {
		return this.replaying
			? { kind: 'replay', at: Math.round(this.shown()), speed: this.#speed }
			: { kind: 'live' };
	}
	/** As a link or the browser's history says; no act of its own. */
	restore(time: TimeView): void {
		if (time.kind === 'live') {
			this.#state = LIVE_CLOCK;
			return;
		}
		const { at, speed } = time;
		this.#speed = speed;
		this.#state = { mode: 'replay', eventAt: at, serverAt: this.#serverNow(), speed, playing: false };
	}

	/** Runs as another display's does, by the server's time; no act of its own. */
	adopt(clock: ClockState): void {
		this.#state = clock;
		if (clock.mode === 'replay') this.#speed = clock.speed;
	}

	#replay(next: ClockState, kind: 'act' | 'flow'): void {
		this.#change({ ...next, speed: this.#speed }, this.replaying ? kind : 'act');
	}

	#change(next: ClockState, kind: 'act' | 'flow'): void {
		this.#listener.changing(kind);
		this.#state = next;
		this.#listener.changed(kind);
	}
}
