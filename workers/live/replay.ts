import { eventNow, type ClockState } from '#lib/model/clock.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { Speed } from './past.ts';

/** What follows the clock of a replay. */
export interface Follower {
	/** The clock jumped to an instant. */
	jump(at: EpochMs): void;
	/** Shows an instant of a clock that runs at `speed`; milliseconds until it wants to be called again. */
	show(at: EpochMs, speed: Speed): Milliseconds;
}

/** While the instant is dragged, it is shown when it rests this long. */
const REST: Milliseconds = 80;
/** The clock's own time may wander so much between two settings without being a jump. */
const WANDER: Milliseconds = 250;
const SHORTEST: Milliseconds = 20;
const LONGEST: Milliseconds = 500;

/** Drives all layers of a replay by one clock. */
export class Replay {
	readonly #serverNow: () => EpochMs;
	readonly #followers = new Set<Follower>();
	readonly #shown: () => void;
	#clock: ClockState | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#rest: ReturnType<typeof setTimeout> | undefined;
	#jumpedAt = -Infinity;

	/** `shown` is called after every step. */
	constructor(serverNow: () => EpochMs, shown: () => void) {
		this.#serverNow = serverNow;
		this.#shown = shown;
	}

	/** The instant shown; undefined when there is no replay. */
	get at(): EpochMs | undefined {
		return this.#clock && eventNow(this.#clock, this.#serverNow());
	}

	/** Sets the clock; undefined ends the replay. */
	set(clock: ClockState | undefined): void {
		const before = this.at;
		this.#clock = clock;
		clearTimeout(this.#rest);
		this.#rest = undefined;
		const { at } = this;
		if (at === undefined) {
			clearTimeout(this.#timer);
			return;
		}
		const wander = clock?.playing ? WANDER * Math.abs(clock.speed) : 0;
		const isJump = before === undefined || Math.abs(at - before) > wander;
		if (isJump && before !== undefined && performance.now() - this.#jumpedAt < REST) {
			clearTimeout(this.#timer);
			this.#rest = setTimeout(() => this.#jump(), REST);
		} else if (isJump) this.#jump();
		else this.#show();
	}

	join(follower: Follower): void {
		this.#followers.add(follower);
		const { at } = this;
		if (at === undefined) return;
		follower.jump(at);
		this.#show();
	}

	leave(follower: Follower): void {
		this.#followers.delete(follower);
	}

	/** Data came: shows what can be shown now. */
	changed(): void {
		if (this.#clock && this.#rest === undefined) this.#show();
	}

	close(): void {
		this.set(undefined);
		this.#followers.clear();
	}

	#jump(): void {
		this.#rest = undefined;
		this.#jumpedAt = performance.now();
		const { at } = this;
		if (at === undefined) return;
		for (const follower of this.#followers) follower.jump(at);
		this.#show();
	}

	#show(): void {
		clearTimeout(this.#timer);
		const { at } = this;
		if (at === undefined || !this.#clock) return;
		const speed = this.#clock.playing ? this.#clock.speed : 0;
		let next = speed === 0 ? Infinity : LONGEST;
		for (const follower of this.#followers) next = Math.min(next, follower.show(at, speed));
		this.#shown();
		if (next < Infinity) this.#timer = setTimeout(() => this.#show(), Math.max(SHORTEST, next));
	}
}
